rootProject.name = "jet-under-junit"
