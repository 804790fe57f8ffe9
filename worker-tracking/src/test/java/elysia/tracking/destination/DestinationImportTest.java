package elysia.tracking.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.tracking.TestTracking;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DestinationImportTest {
  private static List<String> destinations(TestTracking tracking) {
    return tracking
        .sql()
        .query(
            "select concat_ws(' ', organization_id, bot_id, kind, external_id) as destination from conversion_destinations order by id",
            row -> row.text("destination"));
  }

  @Test
  void the_environments_credentials_become_destinations_once_and_sealed() {
    var token = TestTracking.metaToken();
    try (var tracking =
        TestTracking.start(
            Map.of(
                "META_PIXEL_ID", "123456789",
                "META_ACCESS_TOKEN", token,
                "UTMIFY_API_TOKEN", " utmify-token \n"))) {
      await().until(() -> destinations(tracking).size() == 2);

      var startup = new ServerStartupEvent(tracking.bean(EmbeddedServer.class));
      tracking.bean(DestinationImport.class).onApplicationEvent(startup);

      assertThat(destinations(tracking)).containsExactly("1 meta_capi 123456789", "1 utmify");
      assertThat(
              tracking
                  .sql()
                  .query(
                      "select d::text as row from conversion_destinations d",
                      row -> row.text("row")))
          .noneMatch(row -> row.contains(token) || row.contains("utmify-token"));
    }
  }

  @Test
  void a_pixel_that_is_none_does_not_stop_the_worker_and_its_settings_have_defaults() {
    try (var tracking =
        TestTracking.start(
            Map.of("META_PIXEL_ID", "../me", "META_ACCESS_TOKEN", TestTracking.metaToken()))) {
      assertThat(destinations(tracking)).isEmpty();
      assertThat(tracking.bean(ConversionsConfig.class).retryTimes())
          .containsExactly(
              Duration.ofSeconds(30),
              Duration.ofMinutes(5),
              Duration.ofMinutes(30),
              Duration.ofHours(2),
              Duration.ofHours(6));
    }
  }
}
