/// The store of the media's bytes.
@NullMarked
package elysia.runtime.media;

import org.jspecify.annotations.NullMarked;
