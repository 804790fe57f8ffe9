/// UTMify's orders API.
@NullMarked
package elysia.sandbox.utmify;

import org.jspecify.annotations.NullMarked;
