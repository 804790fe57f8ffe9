package elysia.db.tracking;

import elysia.db.Sql;
import elysia.model.TelegramId;
import elysia.model.TrackingToken;
import elysia.model.wire.ClickAttributes;
import elysia.model.wire.ClickMessage;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the browser said when it came by, one row per token.
@Singleton
public final class TrackingSessions {
  // a second capture fills what is empty and replaces nothing
  private static final String KEEP =
      """
      insert into tracking_sessions as s
        (id, organization_id, bot_id, link_id, first_seen_at, last_seen_at, ip, user_agent,
         utm_source, utm_medium, utm_campaign, utm_content, utm_term, src, sck,
         fbclid, fbp, fbc, ttclid, gclid, landing_url, referrer, accept_language)
      select c.id, c.organization_id, c.bot_id, c.link_id, c.seen_at, c.seen_at, c.ip::inet, c.user_agent,
        c.utm_source, c.utm_medium, c.utm_campaign, c.utm_content, c.utm_term, c.src, c.sck,
        c.fbclid, c.fbp, c.fbc, c.ttclid, c.gclid, c.landing_url, c.referrer, c.accept_language
      from unnest(
        ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::text[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
        as c (id, organization_id, bot_id, link_id, seen_at, ip, user_agent,
          utm_source, utm_medium, utm_campaign, utm_content, utm_term, src, sck,
          fbclid, fbp, fbc, ttclid, gclid, landing_url, referrer, accept_language)
      on conflict (id) do update set
        last_seen_at = greatest(s.last_seen_at, excluded.last_seen_at),
        updated_at = now(),
        link_id = coalesce(s.link_id, excluded.link_id),
        ip = coalesce(s.ip, excluded.ip),
        user_agent = coalesce(s.user_agent, excluded.user_agent),
        utm_source = coalesce(s.utm_source, excluded.utm_source),
        utm_medium = coalesce(s.utm_medium, excluded.utm_medium),
        utm_campaign = coalesce(s.utm_campaign, excluded.utm_campaign),
        utm_content = coalesce(s.utm_content, excluded.utm_content),
        utm_term = coalesce(s.utm_term, excluded.utm_term),
        src = coalesce(s.src, excluded.src),
        sck = coalesce(s.sck, excluded.sck),
        fbclid = coalesce(s.fbclid, excluded.fbclid),
        fbp = coalesce(s.fbp, excluded.fbp),
        fbc = coalesce(s.fbc, excluded.fbc),
        ttclid = coalesce(s.ttclid, excluded.ttclid),
        gclid = coalesce(s.gclid, excluded.gclid),
        landing_url = coalesce(s.landing_url, excluded.landing_url),
        referrer = coalesce(s.referrer, excluded.referrer),
        accept_language = coalesce(s.accept_language, excluded.accept_language)
      where s.organization_id = excluded.organization_id
      """;
  private static final String BIND =
      """
      update tracking_sessions s set telegram_id = u.telegram_id, first_start_at = u.last_start_at
      from (
        select distinct on (tracking_token) tracking_token, organization_id, telegram_id, last_start_at
        from bot_users where tracking_token = any (?)
        order by tracking_token, last_start_at, id) as u
      where s.id = u.tracking_token and s.organization_id = u.organization_id and s.telegram_id is null
      """;
  private static final String FIND =
      """
      select id, telegram_id, host(ip) as ip, user_agent, utm_source, utm_medium, utm_campaign, utm_content, utm_term,
        src, sck, fbclid, fbp, fbc, ttclid, gclid, landing_url, referrer, accept_language
      from tracking_sessions where id = any (?)
      """;

  private final Sql sql;

  TrackingSessions(Sql sql) {
    this.sql = sql;
  }

  /// A stored click.
  ///
  /// @param person who came to a bot with the token first, null while nobody has
  public record Session(
      TrackingToken token, @Nullable TelegramId person, ClickAttributes attributes) {

    /// What may be told of the click in a sale to `buyer`. Of a click that belongs to another
    /// person only the campaign: a shared link does not merge two people.
    public ClickAttributes toldOf(TelegramId buyer) {
      return person == null || person.equals(buyer) ? attributes : attributes.campaign();
    }
  }

  /// Stores the clicks. The first value of each field stays; a later click of the same token fills
  /// what is empty.
  public void keep(List<ClickMessage> clicks) {
    var rest = new ArrayList<>(clicks);
    rest.sort(Comparator.comparing(click -> click.token().value())); // one lock order for everybody
    while (!rest.isEmpty()) {
      var tokens = new HashSet<TrackingToken>();
      var round = rest.stream().filter(click -> tokens.add(click.token())).toList();
      keepDistinct(round); // one statement cannot update a row twice
      rest.removeAll(round);
    }
  }

  /// Binds sessions to the person who already came with their token, where nobody has them: the
  /// /start may have overtaken its click.
  public void bind(Collection<TrackingToken> tokens) {
    sql.update(BIND, (Object) values(tokens));
  }

  /// The session of this token, empty while its click has not arrived.
  public Optional<Session> find(TrackingToken token) {
    return Optional.ofNullable(find(List.of(token)).get(token));
  }

  /// The sessions of these tokens, as far as their clicks have arrived.
  public Map<TrackingToken, Session> find(Collection<TrackingToken> tokens) {
    if (tokens.isEmpty()) {
      return Map.of();
    }
    return sql.query(FIND, TrackingSessions::session, (Object) values(tokens)).stream()
        .collect(Collectors.toMap(Session::token, Function.identity()));
  }

  private void keepDistinct(List<ClickMessage> clicks) {
    var columns = new Columns<>(clicks);
    sql.update(
        KEEP,
        columns.texts(click -> click.token().value()),
        columns.numbers(click -> click.organization().value()),
        columns.numbers(click -> click.bot().value()),
        columns.numbers(click -> click.link() == null ? null : click.link().value()),
        columns.times(ClickMessage::occurredAt),
        columns.texts(click -> address(click.click().clientIp())),
        columns.texts(click -> click.click().userAgent()),
        columns.texts(click -> click.click().utmSource()),
        columns.texts(click -> click.click().utmMedium()),
        columns.texts(click -> click.click().utmCampaign()),
        columns.texts(click -> click.click().utmContent()),
        columns.texts(click -> click.click().utmTerm()),
        columns.texts(click -> click.click().src()),
        columns.texts(click -> click.click().sck()),
        columns.texts(click -> click.click().fbclid()),
        columns.texts(click -> click.click().fbp()),
        columns.texts(click -> click.click().fbc()),
        columns.texts(click -> click.click().ttclid()),
        columns.texts(click -> click.click().gclid()),
        columns.texts(click -> click.click().landingUrl()),
        columns.texts(click -> click.click().referrer()),
        columns.texts(click -> click.click().acceptLanguage()));
  }

  private static String[] values(Collection<TrackingToken> tokens) {
    return tokens.stream().map(TrackingToken::value).toArray(String[]::new);
  }

  /// The address as `inet` takes it, null where the text is none.
  private static @Nullable String address(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      var address = InetAddress.ofLiteral(text).getHostAddress();
      int zone = address.indexOf('%');
      return zone < 0 ? address : address.substring(0, zone);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static Session session(Sql.Row row) throws SQLException {
    var person = row.optionalLong("telegram_id");
    return new Session(
        new TrackingToken(row.text("id")),
        person == null ? null : new TelegramId(person),
        new ClickAttributes(
            row.optionalText("utm_source"),
            row.optionalText("utm_medium"),
            row.optionalText("utm_campaign"),
            row.optionalText("utm_content"),
            row.optionalText("utm_term"),
            row.optionalText("src"),
            row.optionalText("sck"),
            row.optionalText("fbclid"),
            row.optionalText("fbp"),
            row.optionalText("fbc"),
            row.optionalText("ttclid"),
            row.optionalText("gclid"),
            row.optionalText("ip"),
            row.optionalText("user_agent"),
            row.optionalText("landing_url"),
            row.optionalText("referrer"),
            row.optionalText("accept_language")));
  }
}
