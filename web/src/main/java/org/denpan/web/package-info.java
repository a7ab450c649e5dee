/// Models over HTTP: [org.denpan.web.ModelServer] answers the Open Inference Protocol v2 and rows
/// as plain JSON, on the JDK's own server and virtual threads.
///
/// A request's way: [org.denpan.web.Router] finds what answers it, [org.denpan.web.Call] is the
/// request with its limits, [org.denpan.web.RowReader] turns JSON into rows, [org.denpan.web.Lanes]
/// brings together what waits and lets a [org.denpan.web.Scoring] predict it,
/// [org.denpan.web.Answers] writes. What is refused is a [org.denpan.web.Refusal].
@NullMarked
package org.denpan.web;

import org.jspecify.annotations.NullMarked;
