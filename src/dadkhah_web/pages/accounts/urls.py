"""Addresses of one's own account."""

from django.urls import path

from dadkhah_web.pages.accounts import join, settings_pages, start, vault

app_name = "accounts"
urlpatterns = [
    path("", start.root, name="root"),
    path("start/", start.start, name="start"),
    path("join/<str:word>/", join.join, name="join"),
    path("vault/open/", vault.open_vault_page, name="open-vault"),
    path("vault/close/", vault.close_vault_page, name="close-vault"),
    path("settings/", settings_pages.show, name="settings"),
    path("settings/preferences/", settings_pages.preferences, name="preferences"),
    path("settings/passphrase/", settings_pages.passphrase, name="passphrase"),
    path("settings/sign-out/", settings_pages.sign_out_everywhere, name="sign-out-everywhere"),
    path("settings/tokens/", settings_pages.add_token, name="add-token"),
    path("settings/tokens/<int:number>/end/", settings_pages.remove_token, name="end-token"),
]
