package elysia.db.sends;

import java.util.List;

/// What has become of the messages of a group.
///
/// @param messageIds Telegram's ids of those that were sent, in their order
/// @param problems why the others were not, empty when all were sent
public record GroupResult(List<Long> messageIds, List<String> problems) {
  public GroupResult {
    messageIds = List.copyOf(messageIds);
    problems = List.copyOf(problems);
  }

  public boolean allSent() {
    return problems.isEmpty() && !messageIds.isEmpty();
  }
}
