plugins {
    java
}

repositories {
    mavenLocal() // after ./mvnw install in a checkout of the suite
    mavenCentral()
}

java {
    toolchain { languageVersion = JavaLanguageVersion.of(25) }
}

dependencies {
    testImplementation("dev.jetvm:jet-conformance-corpus:0.1.0")
    testImplementation("org.junit.platform:junit-platform-suite:1.14.4")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher:1.14.4")
}

// The command that starts your implementation: gradle test -Pjet.impl='./my-agent --fast'
tasks.test {
    useJUnitPlatform()
    systemProperty("jet.impl", providers.gradleProperty("jet.impl").getOrElse("./my-agent"))
}
