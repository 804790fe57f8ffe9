package elysia.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// What operators see of a process at RabbitMQ and PostgreSQL: `<deployable>/<host>`.
final class ProcessName {
  private ProcessName() {}

  static String of(String deployable) {
    return deployable + "/" + host();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
