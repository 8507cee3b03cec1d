"""How the bot gets its updates."""

from typing import Any

from sandbox.calls import Call
from sandbox.errors import conflict

_DEFAULT_BATCH = 100


async def get_updates(call: Call) -> list[dict[str, Any]]:
    """Wait for updates (getUpdates)."""
    params, telegram = call.params, call.telegram
    if telegram.webhook_url:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    telegram.updates.allow(params.get("allowed_updates"))
    return await telegram.updates.poll(
        params.get("offset", 0), params.get("limit", _DEFAULT_BATCH), params.get("timeout", 0)
    )


def set_webhook(call: Call) -> bool:
    """Keep an address for a webhook, which the sandbox never calls: from now on getUpdates is refused (setWebhook)."""
    telegram = call.telegram
    telegram.webhook_url = call.params.get("url", "")
    telegram.updates.allow(call.params.get("allowed_updates"))
    if call.params.get("drop_pending_updates"):
        telegram.updates.clear()
    return True


def delete_webhook(call: Call) -> bool:
    """Go back to polling (deleteWebhook)."""
    call.telegram.webhook_url = ""
    if call.params.get("drop_pending_updates"):
        call.telegram.updates.clear()
    return True


def get_webhook_info(call: Call) -> dict[str, Any]:
    """Tell of the webhook (getWebhookInfo)."""
    updates = call.telegram.updates
    info = {
        "url": call.telegram.webhook_url,
        "has_custom_certificate": False,
        "pending_update_count": len(updates.waiting()),
    }
    return info | updates.setting()
