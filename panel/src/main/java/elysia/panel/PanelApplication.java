package elysia.panel;

import elysia.runtime.Deployable;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/// The operator's API. It writes rows and outbox messages; calls to the outside stay with the
/// workers.
@OpenAPIDefinition(
    info = @Info(title = "Elysia", version = "1", description = "The operator's API."))
@SecurityScheme(
    name = "admin",
    type = io.swagger.v3.oas.annotations.enums.SecuritySchemeType.HTTP,
    scheme = "bearer")
public final class PanelApplication {
  private PanelApplication() {}

  public static void main(String[] arguments) {
    new Deployable("panel", "PANEL_PORT", 8090).main();
  }
}
