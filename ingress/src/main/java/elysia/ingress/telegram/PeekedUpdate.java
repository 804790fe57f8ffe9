package elysia.ingress.telegram;

import org.jspecify.annotations.Nullable;

/// All that the ingress reads of an update.
///
/// @param chat the chat, for a button the presser where its message is gone; null where the update
///   names none
record PeekedUpdate(long updateId, UpdateKind kind, @Nullable Long chat) {}
