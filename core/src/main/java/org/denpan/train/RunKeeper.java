package org.denpan.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.denpan.DenpanException;
import org.denpan.Words;

/// Writes the checkpoints of one run when they are due, and finds the one to go on from.
final class RunKeeper {
  private static final String FACT = "fact ";

  private final Checkpoints checkpoints;
  private final Every every;
  private final Map<String, String> facts;
  private long lastTime = System.nanoTime();
  private long lastStep;

  /// @param facts all that the result follows from, by name
  RunKeeper(Checkpoints checkpoints, Every every, Map<String, String> facts) {
    this.checkpoints = checkpoints;
    this.every = every;
    this.facts = new LinkedHashMap<>(facts);
  }

  /// The newest state of the same run.
  ///
  /// @param trouble is told of checkpoints that are not whole
  /// @throws DenpanException if the folder has those of another run, saying where they differ
  Optional<Snapshot> newest(Consumer<String> trouble) {
    Optional<Snapshot> newest = checkpoints.newest(trouble);
    newest.ifPresent(found -> {
      refuseOther(found);
      lastStep = found.whole("steps");
    });
    return newest;
  }

  private void refuseOther(Snapshot found) {
    Words.differences(found.starting(FACT), facts)
        .ifPresent(differences -> {
          throw new DenpanException(
              checkpoints.folder()
                  + " holds checkpoints of another run: "
                  + differences
                  + ". Go on with what it was, or choose another folder to begin anew");
        });
  }

  boolean due(long steps) {
    return every.due(System.nanoTime() - lastTime, steps - lastStep);
  }

  /// Writes a checkpoint.
  ///
  /// @return what is to be told
  TrainingEvent write(int epoch, long steps, Snapshot snapshot) {
    long begin = System.nanoTime();
    facts.forEach((name, value) -> snapshot.put(FACT + name, value));
    snapshot.put("steps", steps);
    lastStep = steps;
    try {
      checkpoints.write(steps, snapshot);
      lastTime = System.nanoTime();
      return new TrainingEvent.Checkpointed(epoch, steps, (lastTime - begin) * 1e-9);
    } catch (DenpanException e) {
      lastTime = System.nanoTime();
      return new TrainingEvent.Warned(
          e.getMessage() + "; training goes on, with the checkpoints that there are");
    }
  }
}
