package elysia.runtime;

import elysia.db.DatabasePool;
import elysia.db.DatabaseUrl;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One process of Elysia: how it is configured and started.
///
/// The environment is read once, here, and is all the configuration there is.
///
/// @param portVariable the environment variable of its HTTP port (0: any free one)
/// @param properties what this deployable fixes of the framework's own settings
public record Deployable(
    String name, String portVariable, int defaultPort, Map<String, Object> properties) {
  static final String POOL_SIZE = "datasources.default.maximum-pool-size";

  private static final Logger LOG = LoggerFactory.getLogger(Deployable.class);

  public Deployable {
    properties = Map.copyOf(properties);
  }

  public Deployable(String name, String portVariable, int defaultPort) {
    this(name, portVariable, defaultPort, Map.of());
  }

  public Deployable with(Map<String, Object> properties) {
    return new Deployable(name, portVariable, defaultPort, properties);
  }

  /// Runs until the process is told to stop; a start that fails says why and ends the process with
  /// 1.
  public void main() {
    try {
      var running = start(System.getenv());
      Runtime.getRuntime().addShutdownHook(new Thread(running::close, "shutdown"));
      LOG.info("{} pronto em {}", name, running.baseUrl());
    } catch (RuntimeException e) {
      LOG.error("{} não iniciou: {}", name, rootMessage(e), e);
      System.exit(1);
    }
  }

  /// Starts it in this process.
  ///
  /// @param environment the variables; nothing else is read
  /// @throws RuntimeException when a variable is missing or wrong, or the database does not fit
  public RunningDeployable start(Map<String, String> environment) {
    var context = open(environment);
    try {
      context.getBean(EmbeddedServer.class).start();
      return new RunningDeployable(context);
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  /// What it is made of, at rest: for a command that works on the database by itself. Close it.
  ///
  /// @throws RuntimeException as [#start]
  public ApplicationContext open(Map<String, String> environment) {
    var context =
        ApplicationContext.builder()
            .environmentPropertySource(false)
            .deduceEnvironment(false)
            .banner(false)
            .propertySources(
                PropertySource.of("derived", derived(environment)),
                PropertySource.of(
                    "environment",
                    new HashMap<String, Object>(environment),
                    PropertySource.PropertyConvention.ENVIRONMENT_VARIABLE,
                    PropertySource.Origin.of("environment")))
            .build();
    try {
      context.start();
      return context;
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  private Map<String, Object> derived(Map<String, String> environment) {
    var database = DatabaseUrl.parse(required(environment, "DATABASE_URL"));
    required(environment, "RABBITMQ_URL");
    required(environment, "ELYSIA_SECRET_KEY");
    var properties = new HashMap<>(DatabasePool.properties(ProcessName.of(name)));
    poolSize(environment).ifPresent(n -> properties.put(POOL_SIZE, n));
    properties.putAll(this.properties);
    properties.put("micronaut.application.name", name);
    properties.put("elysia.deployable", name);
    properties.put("elysia.time-scale", TimeScale.of(environment).divisor());
    properties.put("micronaut.metrics.export.logging.enabled", false); // numbers are for Prometheus
    properties.put("jackson.serialization.write-dates-as-timestamps", false);
    properties.put("jackson.serialization-inclusion", "NON_NULL"); // an empty list is an answer
    int port = port(environment.get(portVariable));
    properties.put("micronaut.server.port", port == 0 ? -1 : port);
    properties.put("datasources.default.url", database.jdbcUrl());
    properties.put("datasources.default.username", database.user());
    properties.put("datasources.default.password", database.password());
    // in pg_stat_activity: a cutover tells our sessions from others by it
    properties.put("datasources.default.data-source-properties.ApplicationName", "elysia-" + name);
    return properties;
  }

  private static Optional<Integer> poolSize(Map<String, String> environment) {
    var text = environment.getOrDefault("DATABASE_POOL_SIZE", "").strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.matches("[1-9]\\d{0,2}")) {
      throw new IllegalArgumentException(
          "DATABASE_POOL_SIZE: de 1 a 999 conexões esperadas, veio '" + text + "'");
    }
    return Optional.of(Integer.valueOf(text));
  }

  private int port(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return defaultPort;
    }
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          portVariable + ": uma porta esperada, veio '" + text + "'", e);
    }
  }

  private static String required(Map<String, String> environment, String variable) {
    var value = environment.get(variable);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "Falta a variável de ambiente "
              + variable
              + ". O arquivo .env.example explica cada uma.");
    }
    return value;
  }

  /// Why it did not start, for its operator.
  public static String rootMessage(Throwable e) {
    var cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
