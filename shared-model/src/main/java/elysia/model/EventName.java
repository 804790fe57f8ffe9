package elysia.model;

import java.util.Locale;

/// The steps of the funnel, `funnel_events.event_name`. New names only by addition.
public enum EventName {
  PRESELL_VIEW,
  TO_BOT_CLICK,
  BOT_START,
  BOT_INTERACTION,
  PIX_CREATED,
  PIX_PAID,
  BOT_SESSION_END;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
