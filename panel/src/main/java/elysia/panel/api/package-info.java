/// What every route of the API shares: who may call it, and how it says what is wrong.
@NullMarked
package elysia.panel.api;

import org.jspecify.annotations.NullMarked;
