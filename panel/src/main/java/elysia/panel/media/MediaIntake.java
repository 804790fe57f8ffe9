package elysia.panel.media;

import elysia.db.media.MediaLibrary;
import elysia.db.media.MediaLibrary.MediaView;
import elysia.db.media.MediaLibrary.NewMedia;
import elysia.model.MediaKind;
import elysia.model.OrganizationId;
import elysia.panel.api.ProblemException;
import elysia.runtime.media.MediaStore;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks an uploaded file and gives it to the store and to the library, in this order: a row never
/// names bytes that are not there.
@Singleton
final class MediaIntake {
  private static final Logger LOG = LoggerFactory.getLogger(MediaIntake.class);
  private static final Pattern EXTENSION = Pattern.compile(".*\\.([A-Za-z0-9]{1,8})");
  private static final int MAX_NAME = 100;

  private final MediaStore store;
  private final MediaLibrary library;

  MediaIntake(MediaStore store, MediaLibrary library) {
    this.store = store;
    this.library = library;
  }

  /// @param name as its owner calls it, empty for none; only documents and audio show it
  /// @throws ProblemException with what Telegram would not take, or when the store is away
  MediaView take(OrganizationId organization, ReceivedFile file, String name) throws IOException {
    var type = FileType.of(file.head(FileType.HEAD_BYTES));
    checkSize(type, file.bytes());
    var picture =
        type.kind() == MediaKind.PHOTO ? picture(file.path()) : Optional.<PictureSize>empty();
    var extension = extension(type, name);
    var key = organization + "/" + file.sha256();
    try {
      store.put(key, file.path(), type.mime());
    } catch (IOException e) {
      LOG.error("[ERRO] O armazenamento de mídias não aceitou {}", key, e);
      throw ProblemException.unavailable(
          "O armazenamento de mídias não respondeu: confira MEDIA_URL e tente de novo.");
    }
    return library.add(
        organization,
        new NewMedia(
            type.kind(),
            file.sha256(),
            key,
            extension,
            type.mime(),
            file.bytes(),
            fileName(name, extension),
            picture.map(PictureSize::width).orElse(null),
            picture.map(PictureSize::height).orElse(null)));
  }

  private static void checkSize(FileType type, long bytes) {
    if (bytes == 0) {
      throw ProblemException.badRequest("O arquivo veio vazio.");
    }
    if (bytes > type.maxBytes()) {
      throw ProblemException.tooLarge(
          "O Telegram aceita %s de até %d MB; este arquivo tem %s."
              .formatted(
                  type.kind() == MediaKind.PHOTO ? "fotos" : "arquivos",
                  type.maxBytes() / 1024 / 1024,
                  megabytes(bytes)));
    }
  }

  private static Optional<PictureSize> picture(Path file) {
    try {
      var size = PictureSize.of(file);
      size.filter(picture -> !picture.fitsPhoto())
          .ifPresent(
              picture -> {
                throw ProblemException.badRequest(
                    "A foto tem %d x %d pixels; o Telegram aceita largura + altura até 10000 e um lado até 20 vezes o outro."
                        .formatted(picture.width(), picture.height()));
              });
      return size;
    } catch (IOException e) {
      throw ProblemException.badRequest("A imagem está quebrada: não dá para ler o tamanho dela.");
    }
  }

  /// A document keeps its own extension, anything else gets the one of its content.
  private static String extension(FileType type, String name) {
    var own = EXTENSION.matcher(name);
    return type.kind() == MediaKind.DOCUMENT && own.matches()
        ? own.group(1).toLowerCase(Locale.ROOT)
        : type.extension();
  }

  private static String fileName(String name, String extension) {
    var base = name.replaceAll(".*[/\\\\]", "").replaceFirst("\\.[A-Za-z0-9]{1,8}$", "").strip();
    var text = base.isEmpty() ? "arquivo" : base;
    return text.substring(0, Math.min(text.length(), MAX_NAME)) + "." + extension;
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.of("pt", "BR"), "%.1f MB", bytes / (1024.0 * 1024));
  }
}
