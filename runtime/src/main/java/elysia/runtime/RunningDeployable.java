package elysia.runtime;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;

/// A started deployable. Closing it drains: no new work, the running work finishes, then everything
/// is closed.
public final class RunningDeployable implements AutoCloseable {
  private final ApplicationContext context;

  RunningDeployable(ApplicationContext context) {
    this.context = context;
  }

  /// Where its HTTP server listens, on this machine.
  public String baseUrl() {
    return "http://127.0.0.1:" + context.getBean(EmbeddedServer.class).getPort();
  }

  public ApplicationContext context() {
    return context;
  }

  @Override
  public void close() {
    context.findBean(Messaging.class).ifPresent(Messaging::close);
    context.close();
  }
}
