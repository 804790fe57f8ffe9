package elysia.payments;

import static elysia.payments.PaymentsWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.sandbox.bank.Notice;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A worker that is killed, as a process, between the gateway's answer and its own commit (L39).
class CrashTest {
  private static final Duration START = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void a_worker_killed_after_the_gateway_made_the_charge_loses_nothing() throws Exception {
    try (var world = new PaymentsWorld()) {
      var seller = world.sellerWithAccount();
      world.stopWorker();
      var killed = process(world);
      try {
        // the gateway makes the charge at once and answers much later
        world
            .sandbox
            .faults()
            .add(Fault.of(Service.PUSHINPAY, Effect.latency(Duration.ofMillis(1_400)).after()));

        var press = seller.press(1990);
        await().atMost(START).until(() -> !world.sandbox.bank().newest().isEmpty());
        killed.destroyForcibly().waitFor();
        var orphan = world.sandbox.bank().newest().getFirst().id().orElseThrow();

        assertThat(attempts(world)).isEqualTo("calling");
        world.restartWorker();

        await().atMost(SOON).until(() -> attempts(world).equals("unknown,created"));
        var payment =
            world.rows.number("select id from payments where charge_key = ?", press.key());
        await().atMost(SOON).until(() -> world.told(payment, "PIX").size() == 1);
        assertThat(world.rows.number("select count(*) from payments")).isEqualTo(1);

        world.sandbox.bank().pay(orphan, Notice.once()); // should it ever be paid
        world.awaitStatus(payment, "paid");
        assertThat(world.told(payment, "PRODUCT")).hasSize(1);
      } finally {
        killed.destroyForcibly();
      }
    }
  }

  private Process process(PaymentsWorld world) throws IOException {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerPaymentsApplication.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "worker.log"));
    builder.environment().putAll(world.environment());
    return builder.start();
  }

  private static String attempts(PaymentsWorld world) {
    return world.rows.text(
        "select coalesce(string_agg(state, ',' order by number), '') from payment_attempts");
  }
}
