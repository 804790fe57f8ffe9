package elysia.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.neighbour.NeighbourController;
import elysia.sandbox.telegram.Telegram;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OneJvmTest {
  @Test
  void a_deployable_and_the_sandbox_share_a_jvm_and_nothing_else() {
    try (var sandbox = SandboxServer.start(0);
        var deployable =
            ApplicationContext.run(
                EmbeddedServer.class, Map.<String, Object>of("micronaut.server.port", -1))) {

      var ours = HttpCaller.get(sandbox.baseUrl().resolve("/readyz"));
      var theirs =
          HttpCaller.get(URI.create("http://127.0.0.1:%d/readyz".formatted(deployable.getPort())));

      assertThat(ours.text()).contains("UP");
      assertThat(theirs.text()).isEqualTo("neighbour");
      var beans = deployable.getApplicationContext();
      assertThat(beans.containsBean(NeighbourController.class)).isTrue();
      assertThat(beans.containsBean(Telegram.class)).isFalse();
    }
  }

  @Test
  void two_sandboxes_know_nothing_of_each_other() {
    try (var first = SandboxServer.start(0);
        var second = SandboxServer.start(0)) {
      first.telegram().register("720000001:" + "x".repeat(35), "primeira_bot", "Primeira");

      assertThat(first.telegram().bots()).hasSize(1);
      assertThat(second.telegram().bots()).isEmpty();
    }
  }
}
