/// Messages to one person: what is to be sent, how far that has come, and the proof of a delivery.
@NullMarked
package elysia.db.sends;

import org.jspecify.annotations.NullMarked;
