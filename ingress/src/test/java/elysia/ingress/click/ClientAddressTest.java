package elysia.ingress.click;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  private static final ClientAddress BEHIND_PROXIES =
      new ClientAddress(
          new ClientAddress.Proxies(List.of("10.0.0.0/8", " 173.245.48.0/20", "2400:cb00::/32")));

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # peer,             X-Forwarded-For,                          CF-Connecting-IP, client
          200.1.2.3,          -,                                        -,                200.1.2.3
          200.1.2.3,          1.1.1.1,                                  8.8.8.8,          200.1.2.3
          10.0.0.1,           200.1.2.3,                                -,                200.1.2.3
          10.0.0.1,           200.1.2.3,                                8.8.8.8,          200.1.2.3
          10.0.0.1,           '1.1.1.1, 200.1.2.3',                     -,                200.1.2.3
          10.0.0.1,           '1.1.1.1,200.1.2.3 , 173.245.63.255',     -,                200.1.2.3
          10.0.0.1,           '200.1.2.3, 173.245.64.0',                -,                173.245.64.0
          10.0.0.1,           '200.1.2.3, 10.9.9.9, 173.245.48.1',      -,                200.1.2.3
          2400:cb00::7,       2804:14c::abcd,                           -,                2804:14c:0:0:0:0:0:abcd
          2400:cb01::7,       2804:14c::abcd,                           -,                2400:cb01:0:0:0:0:0:7
          10.0.0.1,           ::ffff:200.1.2.3,                         -,                200.1.2.3
          10.0.0.1,           -,                                        200.1.2.3,        200.1.2.3
          10.0.0.1,           -,                                        2804:14c::1,      2804:14c:0:0:0:0:0:1
          10.0.0.1,           -,                                        -,                -
          10.0.0.1,           -,                                        sua-casa,         -
          10.0.0.1,           '',                                       -,                -
          10.0.0.1,           unknown,                                  -,                -
          10.0.0.1,           '200.1.2.3, unknown',                     -,                -
          10.0.0.1,           '200.1.2.3, 10.1.1.1.1',                  -,                -
          10.0.0.1,           200.1.2.3:4711,                           -,                -
          10.0.0.1,           fe80::1%eth0,                             -,                -
          10.0.0.1,           '10.0.0.2, 10.0.0.3',                     -,                -
          10.0.0.1,           300.1.2.3,                                -,                -
          10.0.0.1,           3356557315,                               -,                -
          """)
  void only_what_trusted_proxies_wrote_is_believed(
      String peer,
      @Nullable String forwardedFor,
      @Nullable String cloudflare,
      @Nullable String client) {
    assertThat(
            BEHIND_PROXIES.of(InetAddress.ofLiteral(peer), forwardedFor, cloudflare).orElse(null))
        .isEqualTo(client);
  }

  @Test
  void without_trusted_proxies_the_peer_is_the_client_whatever_it_claims() {
    var address = new ClientAddress(new ClientAddress.Proxies(List.of()));

    assertThat(address.of(InetAddress.ofLiteral("127.0.0.1"), "200.1.2.3", "200.1.2.4"))
        .contains("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,10.255.255.255,true",
    "10.0.0.0/8,11.0.0.0,false",
    "10.1.2.3/32,10.1.2.3,true",
    "10.1.2.3/32,10.1.2.2,false",
    "10.1.2.3,10.1.2.3,true",
    "0.0.0.0/0,200.1.2.3,true",
    "0.0.0.0/0,::1,false",
    "10.128.0.0/9,10.127.255.255,false",
    "2400:cb00::/32,2400:cb00:ffff::1,true",
    "::1,::1,true",
  })
  void a_network_holds_the_addresses_of_its_prefix(String network, String address, boolean held) {
    assertThat(Network.parse(network).contains(InetAddress.ofLiteral(address))).isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example.com", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10/8"})
  void a_wrong_range_stops_the_start(String text) {
    var proxies = new ClientAddress.Proxies(List.of(text));

    assertThatThrownBy(() -> new ClientAddress(proxies))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
