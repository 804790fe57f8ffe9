package elysia.db.media;

import elysia.db.Sql;
import elysia.db.Transactions;
import elysia.model.MediaId;
import elysia.model.MediaKind;
import elysia.model.OrganizationId;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The files that an organization's messages can show, for all its bots.
@Singleton
public final class MediaLibrary {
  private static final String ADD_OBJECT =
      """
      insert into media_objects (organization_id, sha256, storage_key, bytes, mime, file_name) values (?, ?, ?, ?, ?, ?)
      on conflict (organization_id, sha256) do nothing
      """;
  private static final String ADD_MEDIA =
      """
      insert into media_store (organization_id, bot_slug, kind, r2_key, bytes, sha256, ext, mime, width, height)
      values (?, '', ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (organization_id, sha256, kind) where bot_slug = '' do nothing
      """;
  private static final String COLUMNS =
      """
      select m.id, m.kind, m.sha256, m.mime, m.bytes, o.file_name, m.width, m.height, m.created_at
      from media_store m join media_objects o on o.organization_id = m.organization_id and o.sha256 = m.sha256
      where m.organization_id = ? and m.bot_slug = ''
      """;
  private static final String BY_CONTENT = COLUMNS + " and m.sha256 = ? and m.kind = ?";
  private static final String BY_ID = COLUMNS + " and m.id = ?";
  private static final String NEWEST = COLUMNS + " order by m.id desc limit ?";

  private final Sql sql;
  private final Transactions transactions;

  MediaLibrary(Sql sql, Transactions transactions) {
    this.sql = sql;
    this.transactions = transactions;
  }

  /// A file whose bytes the store has.
  ///
  /// @param width null but for pictures
  public record NewMedia(
      MediaKind kind,
      String sha256,
      String storageKey,
      String extension,
      String mime,
      long bytes,
      String fileName,
      @Nullable Integer width,
      @Nullable Integer height) {}

  /// @param fileName the name it first came with
  public record MediaView(
      MediaId id,
      String kind,
      String sha256,
      String mime,
      long bytes,
      String fileName,
      @Nullable Long width,
      @Nullable Long height,
      Instant createdAt) {}

  /// Adds the file; the same content again is the same file.
  public MediaView add(OrganizationId organization, NewMedia media) {
    return transactions.inTransaction(
        () -> {
          sql.update(
              ADD_OBJECT,
              organization,
              media.sha256(),
              media.storageKey(),
              media.bytes(),
              media.mime(),
              media.fileName());
          sql.update(
              ADD_MEDIA,
              organization,
              media.kind().word(),
              media.storageKey(),
              media.bytes(),
              media.sha256(),
              media.extension(),
              media.mime(),
              media.width(),
              media.height());
          return sql.one(
                  BY_CONTENT, MediaLibrary::view, organization, media.sha256(), media.kind().word())
              .orElseThrow(() -> new IllegalStateException("the file was just added"));
        });
  }

  public Optional<MediaView> find(OrganizationId organization, MediaId media) {
    return sql.one(BY_ID, MediaLibrary::view, organization, media);
  }

  public List<MediaView> newest(OrganizationId organization, int limit) {
    return sql.query(NEWEST, MediaLibrary::view, organization, limit);
  }

  private static MediaView view(Sql.Row row) throws SQLException {
    return new MediaView(
        new MediaId(row.id("id")),
        row.text("kind"),
        row.text("sha256"),
        row.text("mime"),
        row.id("bytes"),
        row.text("file_name"),
        row.optionalLong("width"),
        row.optionalLong("height"),
        row.instant("created_at"));
  }
}
