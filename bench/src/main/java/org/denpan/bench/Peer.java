package org.denpan.bench;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// A contestant as [Compare] knows it: how it is started, and what it takes part in.
///
/// @param name what it is called in commands and tables
/// @param settings how it is set up, for the notes under the table
/// @param command what starts its process, to which the two arguments of [Child] are added
/// @param environment more variables for the process
/// @param trains the workloads that it trains
/// @param infers whether it predicts too
/// @param probe a command that ends with 0 where everything that it needs is installed
/// @param install how to install that
record Peer(
    String name,
    String settings,
    List<String> command,
    Map<String, String> environment,
    Set<String> trains,
    boolean infers,
    List<String> probe,
    String install) {
  /// Those whose best a ratio is made to.
  boolean isTorch() {
    return name.contains("torch");
  }
}
