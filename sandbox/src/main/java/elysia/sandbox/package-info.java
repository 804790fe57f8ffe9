/// Fake Telegram, gateways, Meta and UTMify over real HTTP, and a phone to play a buyer.
@NullMarked
package elysia.sandbox;

import org.jspecify.annotations.NullMarked;
