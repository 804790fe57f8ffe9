package elysia.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LateBodyTest {
  private static final Duration LATE = Duration.ofMillis(300);

  @Test
  void a_body_that_comes_after_its_headers_is_read() throws IOException, InterruptedException {
    try (var sandbox = SandboxServer.start(0);
        var socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.baseUrl().getPort())) {
      var body = "{\"value\":1990}";
      var out = socket.getOutputStream();

      out.write(
          ("POST /pushinpay/api/pix/cashIn HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
                  + "Authorization: Bearer 1|abcdefghijklmnopqrstuvwxyz\r\n"
                  + "Content-Type: application/json\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n")
              .getBytes(UTF_8));
      out.flush();
      new CountDownLatch(1).await(LATE.toMillis(), TimeUnit.MILLISECONDS); // the lateness itself
      out.write(body.getBytes(UTF_8));
      out.flush();

      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      assertThat(in.readLine()).startsWith("HTTP/1.1 200 ");
    }
  }
}
