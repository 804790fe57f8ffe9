package elysia.panel.media;

import elysia.db.media.MediaLibrary;
import elysia.db.media.MediaLibrary.MediaView;
import elysia.panel.api.ProblemException;
import elysia.panel.api.Tenant;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/v1/media`: the files that messages can show.
@Controller("/api/v1/media")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MediaController {
  private static final int NEWEST = 100;
  private static final long MAX_BYTES = 50L * 1024 * 1024;

  private final MediaIntake intake;
  private final MediaLibrary library;

  MediaController(MediaIntake intake, MediaLibrary library) {
    this.intake = intake;
    this.library = library;
  }

  /// The 100 newest.
  @Get
  List<MediaView> list() {
    return library.newest(Tenant.DEFAULT, NEWEST);
  }

  /// The body is the file itself: photos up to 10 MB, anything else up to 50 MB. What it is, is
  /// read from its bytes; the content type is not looked at. The same bytes again are the same
  /// file, 201 all the same.
  @Post(consumes = MediaType.ALL)
  HttpResponse<MediaView> add(
      HttpRequest<?> request,
      @Nullable @Body InputStream body,
      @QueryValue(defaultValue = "") String name)
      throws IOException {
    if (request.getContentType().filter(MediaType.MULTIPART_FORM_DATA_TYPE::equals).isPresent()) {
      throw ProblemException.badRequest(
          "Envie só os bytes do arquivo no corpo do pedido, sem formulário (multipart).");
    }
    try (var file = ReceivedFile.read(orEmpty(body), MAX_BYTES)) {
      return HttpResponse.created(intake.take(Tenant.DEFAULT, file, name));
    }
  }

  private static InputStream orEmpty(@Nullable InputStream body) {
    return body == null ? InputStream.nullInputStream() : body;
  }
}
