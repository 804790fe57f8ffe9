/// Uploading a bot's media before any person needs them.
@NullMarked
package elysia.messages.warmup;

import org.jspecify.annotations.NullMarked;
