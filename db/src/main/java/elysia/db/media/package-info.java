/// Media of messages: the bytes that we hold and the file ids that Telegram gave for them.
@NullMarked
package elysia.db.media;

import org.jspecify.annotations.NullMarked;
