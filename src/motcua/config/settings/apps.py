"""Installed apps, lowest first, and the middleware in the order a request meets it."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "django_cotton.apps.SimpleAppConfig",
    "axes",
    "motcua.kernel.apps.KernelConfig",
    "motcua.blocks.audit.apps.AuditConfig",
    "motcua.blocks.organisation.apps.OrganisationConfig",
    "motcua.blocks.identity.apps.IdentityConfig",
    "motcua.blocks.privacy.apps.PrivacyConfig",
    "motcua.blocks.documents.apps.DocumentsConfig",
    "motcua.blocks.messaging.apps.MessagingConfig",
    "motcua.blocks.payments.apps.PaymentsConfig",
    "motcua.casework.catalogue.apps.CatalogueConfig",
    "motcua.casework.dossiers.apps.DossiersConfig",
    "motcua.casework.decisions.apps.DecisionsConfig",
    "motcua.casework.intake.apps.IntakeConfig",
    "motcua.casework.appointments.apps.AppointmentsConfig",
    "motcua.casework.notices.apps.NoticesConfig",
    "motcua.casework.synchronisation.apps.SynchronisationConfig",
    "motcua.casework.authoring.apps.AuthoringConfig",
    "motcua.casework.books.apps.BooksConfig",
    "motcua.casework.workplace.apps.WorkplaceConfig",
    "motcua.casework.watch.apps.WatchConfig",
    "motcua.interfaces.ui.apps.UiConfig",
    "motcua.interfaces.portal.apps.PortalConfig",
    "motcua.interfaces.counter.apps.CounterConfig",
    "motcua.interfaces.console.apps.ConsoleConfig",
    "motcua.interfaces.screens.apps.ScreensConfig",
    "motcua.config.apps.ConfigConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "motcua.interfaces.ui.compression.CompressionMiddleware",
    "motcua.interfaces.ui.ahead.StylesAheadMiddleware",
    "csp.middleware.CSPMiddleware",
    "motcua.interfaces.ui.display.LanguageMiddleware",
    "motcua.interfaces.door.middleware.DoorMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "motcua.interfaces.ui.middleware.ActorMiddleware",
    "motcua.interfaces.ui.middleware.ErrorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "motcua.interfaces.ui.loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "motcua.interfaces.ui.context.page",
            ],
        },
    }
]
COTTON_DIR = "cotton"
ROOT_URLCONF = "motcua.config.urls"
