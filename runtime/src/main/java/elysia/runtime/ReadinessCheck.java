package elysia.runtime;

import java.util.Optional;

/// One thing without which this process should get no work.
public interface ReadinessCheck {
  String name();

  /// What is wrong, in simple Portuguese; empty when all is well. Answers at once or within a
  /// second.
  Optional<String> problem();
}
