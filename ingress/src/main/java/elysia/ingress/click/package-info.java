/// Redirect links: a browser becomes a click with everything it said, and moves on to the bot.
@NullMarked
package elysia.ingress.click;

import org.jspecify.annotations.NullMarked;
