package elysia.localstack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Passes on what is added to a log file, from now on.
final class LogFollower {
  private static final int MAX_BYTES = 1 << 16;

  private final Path log;
  private long position;

  LogFollower(Path log) throws IOException {
    this.log = log;
    this.position = Files.size(log);
  }

  /// Copies what is new, at most 64 KiB at a time, up to the end of a line.
  void copyNews(OutputStream out) throws IOException {
    try (var in = Files.newInputStream(log)) {
      in.skipNBytes(position);
      var news = in.readNBytes(MAX_BYTES);
      var length = lines(news);
      out.write(news, 0, length);
      position += length;
    }
  }

  /// The length of the whole lines, or of everything where one line fills it all.
  private static int lines(byte[] news) {
    for (int end = news.length; end > 0; end--) {
      if (news[end - 1] == '\n') {
        return end;
      }
    }
    return news.length == MAX_BYTES ? MAX_BYTES : 0;
  }
}
