package elysia.db.sends;

import java.util.List;

/// What has become of the messages of a group.
///
/// @param messageIds Telegram's ids of those that were sent, in their order
/// @param problem why the others were not, empty when all were sent
public record GroupResult(List<Long> messageIds, List<String> problem) {
  public GroupResult {
    messageIds = List.copyOf(messageIds);
    problem = List.copyOf(problem);
  }

  public boolean allSent() {
    return problem.isEmpty() && !messageIds.isEmpty();
  }
}
