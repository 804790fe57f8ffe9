package elysia.ingress;

import elysia.runtime.Deployable;
import java.util.Map;

/// Takes in what Telegram, gateways and browsers send.
public final class IngressApplication {
  /// It starts and works without the database (its snapshot and `/api/metrics` wait for it), with a
  /// small pool whose answers come within half a second or not at all.
  public static final Deployable DEPLOYABLE =
      new Deployable("ingress", "INGRESS_PORT", 8080)
          .with(
              Map.of(
                  // browsers send { and | as they are: an ad's macro left unfilled is still a click
                  "micronaut.server.escape-html-url", true,
                  "elysia.database.required", false,
                  "datasources.default.maximum-pool-size", 3,
                  "datasources.default.minimum-idle", 1,
                  "datasources.default.initialization-fail-timeout", -1,
                  "datasources.default.connection-timeout", 500,
                  "datasources.default.validation-timeout", 250,
                  // seconds, of the PostgreSQL driver
                  "datasources.default.data-source-properties.connectTimeout", 2,
                  "datasources.default.data-source-properties.socketTimeout", 10));

  private IngressApplication() {}

  public static void main(String[] arguments) {
    DEPLOYABLE.main();
  }
}
