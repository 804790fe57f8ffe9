package elysia.payments;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// A world of its own for each class of tests; what a test breaks is mended after it.
abstract class PaymentsWorldTest {
  static PaymentsWorld world;

  @BeforeAll
  static void open() throws IOException {
    world = new PaymentsWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @AfterEach
  void mend() {
    world.sandbox.faults().clear();
  }
}
