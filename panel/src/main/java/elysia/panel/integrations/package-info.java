/// Gateway accounts and conversion destinations.
@NullMarked
package elysia.panel.integrations;

import org.jspecify.annotations.NullMarked;
