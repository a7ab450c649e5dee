/// Denpan and its peers, measured side by side.
///
/// [Compare] starts a process for each contestant ([Peers] knows them) and gives them the
/// [Workload]s in turn, A B C A B C …, over the lines that [Child] describes; [Summary] makes
/// medians and ratios, [Report] the table. A contestant on the JVM is a [Contestant], served by
/// [Child]; those in Python are scripts in `src/main/python`. What needs a peer's jars is in
/// `org.denpan.bench.peers`, which is compiled with `-Ppeers` only.
@NullMarked
package org.denpan.bench;

import org.jspecify.annotations.NullMarked;
