"""The keys of Telegram's messages: what people send beside text, what every message carries, what only happened."""

OTHERS = (
    "sticker", "animation", "photo", "video", "video_note", "voice", "audio", "document", "venue", "location",
    "contact", "poll", "dice", "game", "story", "paid_media", "checklist", "invoice", "live_photo",
)  # fmt: skip
# A message is content or an event of the chat; these are the keys that every content may carry beside itself.
ENVELOPE = frozenset(
    (
        "message_id", "message_thread_id", "direct_messages_topic", "from", "sender_chat", "sender_boost_count",
        "sender_business_bot", "sender_tag", "date", "business_connection_id", "chat", "forward_origin",
        "is_topic_message", "is_automatic_forward", "reply_to_message", "external_reply", "quote", "reply_to_story",
        "reply_to_checklist_task_id", "via_bot", "edit_date", "has_protected_content", "is_from_offline",
        "is_paid_post", "media_group_id", "author_signature", "paid_star_count", "link_preview_options", "effect_id",
        "reply_markup",
    )
)  # fmt: skip

# What happened in a chat without anybody writing to us; nobody waits for an answer.
EVENTS = frozenset(
    (
        "new_chat_members", "left_chat_member", "chat_owner_left", "chat_owner_changed", "new_chat_title",
        "new_chat_photo", "delete_chat_photo", "group_chat_created", "supergroup_chat_created", "channel_chat_created",
        "message_auto_delete_timer_changed", "pinned_message", "successful_payment", "refunded_payment",
        "users_shared", "chat_shared", "gift", "unique_gift", "gift_upgrade_sent", "connected_website",
        "write_access_allowed", "passport_data", "proximity_alert_triggered", "boost_added", "chat_background_set",
        "checklist_tasks_done", "checklist_tasks_added", "direct_message_price_changed", "forum_topic_created",
        "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened", "general_forum_topic_hidden",
        "general_forum_topic_unhidden", "giveaway_created", "giveaway", "giveaway_winners", "giveaway_completed",
        "paid_message_price_changed", "suggested_post_approved", "suggested_post_approval_failed",
        "suggested_post_declined", "suggested_post_paid", "suggested_post_refunded", "video_chat_scheduled",
        "video_chat_started", "video_chat_ended", "video_chat_participants_invited", "web_app_data",
    )
)  # fmt: skip
