package elysia.sandbox.telegram;

import elysia.sandbox.telegram.RawRequest.Upload;
import io.micronaut.http.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A `multipart/form-data` body, taken apart: parts with a file name are uploads, the others text.
record Multipart(Map<String, String> texts, Map<String, Upload> uploads) {
  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
  private static final Pattern FILE_NAME = Pattern.compile("[; ]filename=\"([^\"]*)\"");
  private static final byte[] BLANK_LINE = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /// @throws Refusal when the body is not what its content type says
  static Multipart parse(MediaType type, byte[] body) {
    var boundary =
        type.getParameters()
            .get("boundary")
            .map(text -> ("--" + text).getBytes(StandardCharsets.ISO_8859_1))
            .orElseThrow(() -> Refusal.badRequest("multipart boundary is missing"));
    var parts = new Multipart(new LinkedHashMap<>(), new LinkedHashMap<>());
    int at = indexOf(body, boundary, 0);
    while (at >= 0) {
      int start = at + boundary.length + 2; // the line break after the boundary
      at = indexOf(body, boundary, at + boundary.length);
      if (at >= 0) {
        parts.add(body, start, at - 2); // the line break before the next one
      }
    }
    return parts;
  }

  private void add(byte[] body, int start, int end) {
    int blank = indexOf(body, BLANK_LINE, start);
    if (blank < 0 || blank + BLANK_LINE.length > end) {
      throw Refusal.badRequest("malformed multipart body");
    }
    var head = new String(body, start, blank - start, StandardCharsets.UTF_8);
    var content = Arrays.copyOfRange(body, blank + BLANK_LINE.length, end);
    var name = group(NAME, head).orElseThrow(() -> Refusal.badRequest("malformed multipart body"));
    group(FILE_NAME, head)
        .ifPresentOrElse(
            file -> uploads.put(name, new Upload(file, content)),
            () -> texts.put(name, new String(content, StandardCharsets.UTF_8)));
  }

  private static Optional<String> group(Pattern pattern, String head) {
    var found = pattern.matcher(head);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static int indexOf(byte[] body, byte[] wanted, int from) {
    for (int at = from; at <= body.length - wanted.length; at++) {
      if (Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }
}
