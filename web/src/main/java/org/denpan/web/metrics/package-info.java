/// What the server counts, and how it tells Prometheus: [org.denpan.web.metrics.ServerMetrics]
/// names what is counted, a [org.denpan.web.metrics.Histogram] holds a distribution, an
/// [org.denpan.web.metrics.Exposition] writes the text that is scraped.
///
/// Recording takes no lock and, once a route has answered, allocates nothing; a scrape reads the
/// counters as they stand.
@NullMarked
package org.denpan.web.metrics;

import org.jspecify.annotations.NullMarked;
