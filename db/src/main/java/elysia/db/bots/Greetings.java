package elysia.db.bots;

/// Where a bot's greeting is kept. Three generations of content may lie side by side (C36).
public final class Greetings {
  /// Joins `greeting (source, contents)` to `bots b`: the first place that has something.
  /// `contents` is a JSON list of contents that are sent one after the other. Null for a bot
  /// without any.
  ///
  /// - `message`: the newest active message `start` of the bot;
  /// - `start_message`: the base version's column, with its media, each sent by itself;
  /// - `base_messages`: the base version's rows, which name the bot's slug instead of its id. Their
  ///   texts stood under their files.
  public static final String JOIN =
      """
      left join lateral (
        (select 1 as place, 'message' as source, jsonb_build_array(m.content) as contents
          from bot_messages m where m.bot_id = b.id and m.slug = 'start' and m.active order by m.id desc limit 1)
        union all
        select 2, 'start_message', jsonb_build_array(b.start_message -> 'message' || jsonb_build_object(
            'media_mode', 'single', 'media_refs', b.start_media_refs))
        where b.start_message ->> 'active' = 'true' and b.start_message -> 'message' ->> 'text' ~ '\\S'
        union all
        select 3, 'base_messages', jsonb_agg(
          case when jsonb_typeof(m.content) = 'object' then m.content || jsonb_build_object(
            'media_mode', 'single', 'attach_text_as_caption', true,
            'media', jsonb_build_object('kind', m.media_kind, 'sha256', m.media_sha256)) else m.content end
          order by m.sequence_order, m.id)
        from (
          select base.id, base.sequence_order, base.content, base.media_kind, base.media_sha256 from bot_messages base
          where base.bot_id is null and base.slug = b.slug and base.organization_id = b.organization_id and base.active
          order by base.sequence_order, base.id limit 10) m
        having count(*) > 0
        order by place limit 1) greeting on true
      """;

  private Greetings() {}
}
