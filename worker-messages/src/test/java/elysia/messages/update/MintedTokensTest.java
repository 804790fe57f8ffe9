package elysia.messages.update;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.model.TrackingToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What we put into a link comes back in a /start, whatever the dice say (L1).
class MintedTokensTest {
  private static final int MILLION = 1_000_000;

  /// Telegram's own limits of a start payload, and the prefix that its clients take for a referral.
  private static final Pattern DEEP_LINK = Pattern.compile("(?!_tgr_)[A-Za-z0-9_-]{1,64}");

  @Test
  void a_million_minted_tokens_fit_a_link_and_come_back_whole_and_different() {
    var lost = new ArrayList<TrackingToken>();
    var minted = new HashSet<TrackingToken>();
    for (int i = 0; i < MILLION; i++) {
      var token = TrackingToken.mint();
      minted.add(token);
      if (!DEEP_LINK.matcher(token.value()).matches() || !comesBack(token)) {
        lost.add(token);
      }
    }

    assertThat(lost).isEmpty();
    assertThat(minted).hasSize(MILLION);
  }

  private static boolean comesBack(TrackingToken token) {
    return StartCommand.parse("/start@demo_vip_bot " + token)
        .flatMap(StartCommand::token)
        .equals(Optional.of(token));
  }
}
