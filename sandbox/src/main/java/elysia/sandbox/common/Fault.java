package elysia.sandbox.common;

import elysia.sandbox.common.Effect.OnWebhook;
import elysia.sandbox.common.Effect.PartialAlbum;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// A rule that breaks calls to a service, or webhooks of it.
///
/// @param method a segment of the path, such as `sendMessage` or `cashIn`; empty for any
/// @param about a word of the path or body: a bot's, chat's or charge's id; empty for any
/// @param times how many it breaks before it is used up
/// @param percent how many of a hundred that match it breaks, by chance
public record Fault(
    Service service, Effect effect, String method, String about, int times, int percent) {
  private static final int MAX_TIMES = 1_000_000;
  private static final Set<Service> WITHOUT_WEBHOOKS = Set.of(Service.META, Service.UTMIFY);

  public Fault {
    if (service == Service.LANDING) {
      throw new IllegalArgumentException("service: landing is no fake");
    }
    if (effect instanceof OnWebhook && WITHOUT_WEBHOOKS.contains(service)) {
      throw new IllegalArgumentException("fault: " + service.word() + " sends no webhooks");
    }
    if (effect instanceof PartialAlbum && service != Service.TELEGRAM) {
      throw new IllegalArgumentException("fault: only telegram has albums");
    }
    if (times < 1 || times > MAX_TIMES) {
      throw new IllegalArgumentException("times: 1 to 1000000 expected, got " + times);
    }
    if (percent < 1 || percent > 100) {
      throw new IllegalArgumentException("percent: 1 to 100 expected, got " + percent);
    }
  }

  /// Breaks the next call, or webhook.
  public static Fault of(Service service, Effect effect) {
    return new Fault(service, effect, "", "", 1, 100);
  }

  public Fault times(int number) {
    return new Fault(service, effect, method, about, number, percent);
  }

  public Fault method(String segment) {
    return new Fault(service, effect, segment, about, times, percent);
  }

  public Fault about(Object word) {
    return new Fault(service, effect, method, String.valueOf(word), times, percent);
  }

  public Fault percent(int ofHundred) {
    return new Fault(service, effect, method, about, times, ofHundred);
  }

  /// @param content read only where it matters
  boolean matches(Service called, String path, Supplier<String> content) {
    return service == called
        && (method.isEmpty() || Arrays.asList(path.split("/", -1)).contains(method))
        && (about.isEmpty() || word(about).matcher(path + "\n" + content.get()).find());
  }

  private static Pattern word(String about) {
    return Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(about) + "(?![A-Za-z0-9])");
  }
}
