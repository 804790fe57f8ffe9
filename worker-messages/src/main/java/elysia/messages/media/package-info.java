/// The files of messages: from content to what Telegram takes, and back to a file id.
@NullMarked
package elysia.messages.media;

import org.jspecify.annotations.NullMarked;
