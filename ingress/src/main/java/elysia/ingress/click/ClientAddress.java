package elysia.ingress.click;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the browser's address behind our proxies.
///
/// A header is believed only as far as trusted proxies wrote it. The wrong address is worse than
/// none (L74): where only proxies are known, there is no client address.
@Singleton
final class ClientAddress {
  private final List<Network> trusted;

  ClientAddress(Proxies proxies) {
    this.trusted =
        proxies.proxies().stream()
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(Network::parse)
            .toList();
  }

  /// @param proxies `TRUSTED_PROXIES`: comma-separated CIDR ranges of our own proxies and CDN,
  ///   empty by default
  @ConfigurationProperties("trusted")
  record Proxies(@Bindable(defaultValue = "") List<String> proxies) {
    Proxies {
      proxies = List.copyOf(proxies);
    }
  }

  /// @param peer the other end of the connection
  /// @param forwardedFor all `X-Forwarded-For` headers in their order, joined by commas
  /// @param cloudflare `CF-Connecting-IP`, asked only where a trusted proxy sends no
  ///   `X-Forwarded-For`: unlike that one it says nothing of who wrote it
  Optional<String> of(
      InetAddress peer, @Nullable String forwardedFor, @Nullable String cloudflare) {
    if (!isTrusted(peer)) {
      return Optional.of(text(peer));
    }
    if (forwardedFor != null) {
      return firstUntrustedFromTheRight(forwardedFor);
    }
    return Optional.ofNullable(cloudflare)
        .map(String::strip)
        .flatMap(IpLiteral::parse)
        .map(ClientAddress::text);
  }

  private Optional<String> firstUntrustedFromTheRight(String forwardedFor) {
    for (var hop : List.of(forwardedFor.split(",", -1)).reversed()) {
      var address = IpLiteral.parse(hop.strip());
      if (address.isEmpty()) {
        return Optional.empty();
      }
      if (!isTrusted(address.get())) {
        return address.map(ClientAddress::text);
      }
    }
    return Optional.empty();
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }

  /// Without the zone of a link-local address, which is ours and means nothing elsewhere.
  private static String text(InetAddress address) {
    var text = address.getHostAddress();
    int zone = text.indexOf('%');
    return address instanceof Inet4Address || zone < 0 ? text : text.substring(0, zone);
  }
}
