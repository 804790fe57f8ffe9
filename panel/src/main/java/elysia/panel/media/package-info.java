/// The files that messages show.
@NullMarked
package elysia.panel.media;

import org.jspecify.annotations.NullMarked;
