package elysia.messages.sending;

import elysia.db.bots.Bot;
import elysia.db.sends.SendGroup;
import elysia.messaging.DeliveryContext;

/// A group of messages on its way, and the delivery that it answers.
record Flow(Bot bot, SendGroup group, DeliveryContext context) {}
