/// PIX codes and what was paid for.
@NullMarked
package elysia.messages.deliver;

import org.jspecify.annotations.NullMarked;
