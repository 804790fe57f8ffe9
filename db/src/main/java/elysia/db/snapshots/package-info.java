/// What the ingress keeps a copy of: bots, gateway accounts, tracking links.
@NullMarked
package elysia.db.snapshots;

import org.jspecify.annotations.NullMarked;
