/// The `denpan` command. [org.denpan.cli.Main] runs it; each subcommand is one file named after it,
/// and what several share stands beside: where data comes from ([org.denpan.cli.NamedData]), how
/// results are laid out ([org.denpan.cli.Layout], [org.denpan.cli.Scores]), how files are replaced
/// ([org.denpan.cli.OutputFile]).
///
/// Three rooms stand beside, which know nothing of commands: `org.denpan.cli.chart` draws,
/// `org.denpan.cli.report` makes the page of a training run, `org.denpan.cli.textbook` holds what
/// `denpan textbook` shows.
///
/// Results go to standard output, progress and messages to standard error. Exit codes: 0 done, 1
/// failed, 2 wrong usage.
@NullMarked
package org.denpan.cli;

import org.jspecify.annotations.NullMarked;
