package elysia.messages.content;

import elysia.model.BotId;
import elysia.model.PaymentId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes and reads `callback_data`. The buttons of a payment say what the old application's said,
/// and its plan buttons are read too: one can be pressed years later. Its `plan:<id>` and
/// `downsell:<id>` name things that are gone.
public final class Buttons {
  private static final String BUY = "buy:";
  private static final String CHECK_PAYMENT = "check_payment:";
  private static final String SHOW_QR = "show_qr:";
  private static final String START = "start";

  /// 18 digits always fit a long.
  private static final String ID = "([1-9]\\d{0,17})";

  private static final Pattern OF_PAYMENT =
      Pattern.compile("(" + CHECK_PAYMENT + "|" + SHOW_QR + ")" + ID);
  private static final Pattern LEGACY_PLAN =
      Pattern.compile("plan:" + ID + ":([A-Za-z0-9_-]{1,32})(?::(start|downsell|shot):(.+))?");

  private Buttons() {}

  public static String buy(String offerCode) {
    return BUY + offerCode;
  }

  public static String checkPayment(PaymentId payment) {
    return CHECK_PAYMENT + payment;
  }

  public static String showQr(PaymentId payment) {
    return SHOW_QR + payment;
  }

  public static ButtonData read(String data) {
    if (data.startsWith(BUY)) {
      return new ButtonData.Buy(data.substring(BUY.length()));
    }
    var ofPayment = OF_PAYMENT.matcher(data);
    if (ofPayment.matches()) {
      var payment = new PaymentId(Long.parseLong(ofPayment.group(2)));
      return ofPayment.group(1).equals(CHECK_PAYMENT)
          ? new ButtonData.CheckPayment(payment)
          : new ButtonData.ShowQr(payment);
    }
    var plan = LEGACY_PLAN.matcher(data);
    return plan.matches() ? legacyPlan(plan) : new ButtonData.Unknown();
  }

  private static ButtonData legacyPlan(Matcher plan) {
    var bot = new BotId(Long.parseLong(plan.group(1)));
    return plan.group(3) == null
        ? new ButtonData.LegacyPlan(bot, START, START, plan.group(2))
        : new ButtonData.LegacyPlan(bot, plan.group(3), plan.group(4), plan.group(2));
  }
}
