/// Button presses, blocks, and whatever else people do.
@NullMarked
package elysia.messages.reply;

import org.jspecify.annotations.NullMarked;
