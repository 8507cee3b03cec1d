BEGIN TRANSACTION;
CREATE TABLE announcements (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"by" BIGINT, 
	status VARCHAR NOT NULL, 
	revision INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	audience TEXT NOT NULL, 
	urgent BOOLEAN NOT NULL, 
	changed_at DATETIME NOT NULL, 
	send_at DATETIME, 
	approved_by BIGINT, 
	begun_at DATETIME, 
	ended_at DATETIME, 
	recipients INTEGER NOT NULL, 
	pause VARCHAR, 
	mending_since DATETIME, 
	panel_chat BIGINT, 
	panel_message BIGINT, 
	panel_language VARCHAR, 
	proposal TEXT, 
	proposed_by BIGINT, 
	CONSTRAINT fk_announcements_by FOREIGN KEY("by") REFERENCES chats (id) ON DELETE SET NULL, 
	CONSTRAINT fk_announcements_approved_by FOREIGN KEY(approved_by) REFERENCES chats (id) ON DELETE SET NULL, 
	CONSTRAINT fk_announcements_proposed_by FOREIGN KEY(proposed_by) REFERENCES chats (id) ON DELETE SET NULL
);
INSERT INTO "announcements" VALUES(1,9,'sent',1,'{"words":"Domenica pulizia del parco.","media":[],"link":null}','{"networks":["redona"],"themes":[],"whole_city":false,"people":true,"groups":true}',0,'2026-11-24 17:23:01.000000',NULL,NULL,'2026-11-24 17:23:01.000000','2026-11-24 17:23:01.000000',11,NULL,NULL,5000009,110,'it',NULL,NULL);
INSERT INTO "announcements" VALUES(2,9,'sent',3,'{"words":"Venerdì si canta.","media":[],"link":null}','{"networks":["redona"],"themes":[],"whole_city":false,"people":true,"groups":true}',0,'2026-11-24 17:23:11.000000',NULL,NULL,'2026-11-24 17:23:01.000000','2026-11-24 17:23:01.000000',11,NULL,'2026-11-24 17:23:11.000000',5000009,138,'it',NULL,NULL);
INSERT INTO "announcements" VALUES(3,8,'asked',2,'{"words":"In tutta la città: portate i guanti.","media":[],"link":null}','{"networks":[],"themes":[],"whole_city":true,"people":true,"groups":true}',0,'2026-11-24 17:23:06.000000',NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "announcements" VALUES(4,9,'scheduled',1,'{"words":"In programma.","media":[],"link":{"label":"Apri","url":"https://example.org/"}}','{"networks":["redona"],"themes":[],"whole_city":false,"people":true,"groups":true}',0,'2026-11-24 17:23:11.000000','2026-11-26 17:23:11.000000',NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "announcements" VALUES(5,9,'late',1,'{"words":"Rimasto indietro.","media":[],"link":{"label":"Apri","url":"https://example.org/"}}','{"networks":["redona"],"themes":[],"whole_city":false,"people":true,"groups":true}',0,'2026-11-24 17:23:11.000000','2026-11-26 17:23:11.000000',NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "announcements" VALUES(6,9,'sending',1,'{"words":"In partenza.","media":[],"link":{"label":"Apri","url":"https://example.org/"}}','{"networks":["redona"],"themes":[],"whole_city":false,"people":true,"groups":true}',0,'2026-11-24 17:23:11.000000',NULL,NULL,'2026-11-24 17:23:11.000000',NULL,11,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "announcements" VALUES(7,9,'paused',1,'{"words":"In pausa.","media":[],"link":{"label":"Apri","url":"https://example.org/"}}','{"networks":["redona"],"themes":[],"whole_city":false,"people":true,"groups":true}',0,'2026-11-24 17:23:11.000000',NULL,NULL,'2026-11-24 17:23:11.000000',NULL,11,'asked',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "announcements" VALUES(8,9,'stopped',1,'{"words":"Fermato.","media":[],"link":{"label":"Apri","url":"https://example.org/"}}','{"networks":["redona"],"themes":[],"whole_city":false,"people":true,"groups":true}',0,'2026-11-24 17:23:11.000000',NULL,NULL,'2026-11-24 17:23:11.000000','2026-11-24 17:23:11.000000',11,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "announcements" VALUES(9,9,'recalled',1,'{"words":"Ritirato.","media":[],"link":{"label":"Apri","url":"https://example.org/"}}','{"networks":["redona"],"themes":[],"whole_city":false,"people":true,"groups":true}',0,'2026-11-24 17:23:11.000000',NULL,NULL,'2026-11-24 17:23:11.000000','2026-11-24 17:23:11.000000',11,NULL,'2026-11-24 17:23:11.000000',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "announcements" VALUES(10,9,'draft',1,'{"words":"Una bozza.","media":[],"link":{"label":"Apri","url":"https://example.org/"}}','{"networks":["redona"],"themes":[],"whole_city":false,"people":true,"groups":true}',0,'2026-11-24 17:23:11.000000',NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "announcements" VALUES(11,9,'sending',1,'{"words":"Due fotografie.","media":[{"kind":"photo","file_id":"BQACAgQAAxkBAAIPHO00000002"},{"kind":"photo","file_id":"BQACAgQAAxkBAAIPHO00000003"}],"link":null}','{"networks":["redona"],"themes":[],"whole_city":false,"people":true,"groups":true}',0,'2026-11-24 17:23:11.000000',NULL,NULL,'2026-11-24 17:23:11.000000',NULL,11,NULL,NULL,5000009,162,'it',NULL,NULL);
INSERT INTO "announcements" VALUES(12,15,'draft',1,'{"words":"Un annuncio a metà.","media":[],"link":null}','{"networks":["longuelo"],"themes":[],"whole_city":false,"people":true,"groups":true}',0,'2026-11-25 13:08:12.000000',NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE answers (
	chat_id BIGINT NOT NULL, 
	thread BIGINT NOT NULL, 
	occurrence_id BIGINT NOT NULL, 
	coming BOOLEAN NOT NULL, 
	CONSTRAINT pk_answers PRIMARY KEY (chat_id, thread, occurrence_id), 
	CONSTRAINT fk_answers_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE, 
	CONSTRAINT fk_answers_occurrence_id FOREIGN KEY(occurrence_id) REFERENCES occurrences (id) ON DELETE CASCADE
);
INSERT INTO "answers" VALUES(1,0,6,1);
INSERT INTO "answers" VALUES(16,0,6,1);
INSERT INTO "answers" VALUES(17,0,6,0);
CREATE TABLE audit (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DATETIME NOT NULL, 
	"by" BIGINT, 
	deed VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	details JSON NOT NULL, 
	CONSTRAINT fk_audit_by FOREIGN KEY("by") REFERENCES chats (id) ON DELETE SET NULL
);
INSERT INTO "audit" VALUES(1,'2026-11-23 12:01:00.000000',NULL,'invited','1','{"administrator":false,"networks":["redona","longuelo"],"meetings_of":[]}');
INSERT INTO "audit" VALUES(2,'2026-11-23 12:01:00.000000',8,'joined','1','{"administrator":false,"networks":["redona","longuelo"],"meetings_of":[],"invited_by":22}');
INSERT INTO "audit" VALUES(3,'2026-11-23 12:01:00.000000',NULL,'invited','2','{"administrator":false,"networks":["redona"],"meetings_of":[]}');
INSERT INTO "audit" VALUES(4,'2026-11-23 12:01:00.000000',9,'joined','2','{"administrator":false,"networks":["redona"],"meetings_of":[],"invited_by":23}');
INSERT INTO "audit" VALUES(5,'2026-11-23 12:01:00.000000',NULL,'invited','3','{"administrator":false,"networks":["celadina"],"meetings_of":[]}');
INSERT INTO "audit" VALUES(6,'2026-11-23 12:01:00.000000',10,'joined','3','{"administrator":false,"networks":["celadina"],"meetings_of":[],"invited_by":24}');
INSERT INTO "audit" VALUES(7,'2026-11-23 12:01:00.000000',NULL,'invited','4','{"administrator":false,"networks":["longuelo"],"meetings_of":[]}');
INSERT INTO "audit" VALUES(8,'2026-11-23 12:01:00.000000',15,'joined','4','{"administrator":false,"networks":["longuelo"],"meetings_of":[],"invited_by":25}');
INSERT INTO "audit" VALUES(9,'2026-11-23 12:01:00.000000',NULL,'invited','5','{"administrator":false,"networks":[],"meetings_of":["redona"]}');
INSERT INTO "audit" VALUES(10,'2026-11-23 12:01:00.000000',12,'joined','5','{"administrator":false,"networks":[],"meetings_of":["redona"],"invited_by":26}');
INSERT INTO "audit" VALUES(11,'2026-11-23 12:01:00.000000',NULL,'invited','6','{"administrator":true,"networks":[],"meetings_of":[]}');
INSERT INTO "audit" VALUES(12,'2026-11-23 12:01:00.000000',14,'joined','6','{"administrator":true,"networks":[],"meetings_of":[],"invited_by":27}');
INSERT INTO "audit" VALUES(13,'2026-11-23 12:01:00.000000',NULL,'invited','7','{"administrator":false,"networks":["celadina"],"meetings_of":[]}');
INSERT INTO "audit" VALUES(14,'2026-11-23 12:01:00.000000',13,'joined','7','{"administrator":false,"networks":["celadina"],"meetings_of":[],"invited_by":28}');
INSERT INTO "audit" VALUES(15,'2026-11-23 12:01:00.000000',14,'removed','13','{}');
INSERT INTO "audit" VALUES(16,'2026-11-24 17:23:01.000000',9,'announcement started','1','{"networks":["redona"],"whole_city":false,"recipients":0,"revision":1}');
INSERT INTO "audit" VALUES(17,'2026-11-24 17:23:01.000000',9,'announcement started','2','{"networks":["redona"],"whole_city":false,"recipients":0,"revision":1}');
INSERT INTO "audit" VALUES(18,'2026-11-24 17:23:01.000000',9,'announcement corrected','2','{"networks":["redona"],"whole_city":false,"recipients":11,"revision":2}');
INSERT INTO "audit" VALUES(19,'2026-11-24 17:23:06.000000',8,'announcement sent to a second operator','3','{"networks":[],"whole_city":true,"recipients":0,"revision":2}');
INSERT INTO "audit" VALUES(20,'2026-11-24 17:23:11.000000',9,'announcement scheduled','4','{"networks":["redona"],"whole_city":false,"recipients":0,"revision":1}');
INSERT INTO "audit" VALUES(21,'2026-11-24 17:23:11.000000',9,'announcement scheduled','5','{"networks":["redona"],"whole_city":false,"recipients":0,"revision":1}');
INSERT INTO "audit" VALUES(22,'2026-11-24 17:23:11.000000',9,'announcement started','6','{"networks":["redona"],"whole_city":false,"recipients":0,"revision":1}');
INSERT INTO "audit" VALUES(23,'2026-11-24 17:23:11.000000',9,'announcement started','7','{"networks":["redona"],"whole_city":false,"recipients":0,"revision":1}');
INSERT INTO "audit" VALUES(24,'2026-11-24 17:23:11.000000',9,'announcement paused','7','{"networks":["redona"],"whole_city":false,"recipients":11,"revision":1}');
INSERT INTO "audit" VALUES(25,'2026-11-24 17:23:11.000000',9,'announcement started','8','{"networks":["redona"],"whole_city":false,"recipients":0,"revision":1}');
INSERT INTO "audit" VALUES(26,'2026-11-24 17:23:11.000000',9,'announcement stopped','8','{"networks":["redona"],"whole_city":false,"recipients":11,"revision":1}');
INSERT INTO "audit" VALUES(27,'2026-11-24 17:23:11.000000',9,'announcement started','9','{"networks":["redona"],"whole_city":false,"recipients":0,"revision":1}');
INSERT INTO "audit" VALUES(28,'2026-11-24 17:23:11.000000',9,'announcement recalled','9','{"networks":["redona"],"whole_city":false,"recipients":11,"revision":1}');
INSERT INTO "audit" VALUES(29,'2026-11-24 17:23:11.000000',9,'announcement started','11','{"networks":["redona"],"whole_city":false,"recipients":0,"revision":1}');
INSERT INTO "audit" VALUES(30,'2026-11-24 17:23:11.000000',9,'announcement corrected','2','{"networks":["redona"],"whole_city":false,"recipients":11,"revision":3}');
INSERT INTO "audit" VALUES(31,'2026-11-25 13:08:12.000000',11,'invited','8','{"administrator":false,"networks":["celadina"],"meetings_of":[]}');
INSERT INTO "audit" VALUES(32,'2026-11-25 13:08:12.000000',11,'invited','9','{"administrator":false,"networks":["carnovali"],"meetings_of":[]}');
INSERT INTO "audit" VALUES(33,'2026-11-25 13:08:12.000000',11,'invited','10','{"administrator":true,"networks":[],"meetings_of":[]}');
INSERT INTO "audit" VALUES(34,'2026-11-25 13:08:12.000000',11,'invitation revoked','10','{}');
CREATE TABLE chats (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	telegram_id BIGINT NOT NULL, 
	kind VARCHAR NOT NULL, 
	language VARCHAR, 
	heard_language VARCHAR, 
	blocked_at DATETIME, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT uq_chats_telegram_id UNIQUE (telegram_id)
);
INSERT INTO "chats" VALUES(1,5000001,'private',NULL,'it',NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(2,5000002,'private',NULL,'it',NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(3,5000003,'private',NULL,'it',NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(4,5000004,'private',NULL,'it','2026-11-24 17:23:11.000000','2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(5,5000005,'private','en','en',NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(6,5000006,'private',NULL,'it',NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(7,5000007,'private',NULL,'it',NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(8,5000008,'private',NULL,'it',NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(9,5000009,'private',NULL,'it',NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(10,5000010,'private',NULL,'it',NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(11,5000011,'private',NULL,'it',NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(12,5000012,'private',NULL,'it',NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(13,5000013,'private',NULL,'it',NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(14,5000014,'private',NULL,'it',NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(15,5000015,'private',NULL,'it',NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(16,5000016,'private',NULL,'it',NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(17,5000017,'private',NULL,'uk',NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(18,-1002000000001,'supergroup',NULL,NULL,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(19,-4000001,'group',NULL,NULL,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(20,-1002000000002,'supergroup',NULL,NULL,'2026-11-25 13:08:11.000000','2026-11-23 12:01:00.000000');
INSERT INTO "chats" VALUES(21,-1002000000003,'channel',NULL,NULL,NULL,'2026-11-23 12:01:00.000000');
CREATE TABLE deliveries (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	chat_id BIGINT NOT NULL, 
	thread BIGINT NOT NULL, 
	kind VARCHAR NOT NULL, 
	subject BIGINT NOT NULL, 
	version VARCHAR NOT NULL, 
	priority INTEGER NOT NULL, 
	due_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	leased_until DATETIME, 
	again_at DATETIME, 
	attempts INTEGER NOT NULL, 
	doubts INTEGER NOT NULL, 
	settled_at DATETIME, 
	outcome VARCHAR, 
	message_id BIGINT, 
	facts TEXT, 
	CONSTRAINT fk_deliveries_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
);
INSERT INTO "deliveries" VALUES(1,1,0,'reminder',4,'e202611251930',1,'2026-11-24 17:00:00.000000','2026-11-25 19:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',89,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(2,1,0,'reminder',6,'e202611251830',1,'2026-11-24 17:00:00.000000','2026-11-25 18:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',81,'confirmed|Timed|2026-11-25T18:30|Cortile');
INSERT INTO "deliveries" VALUES(3,1,0,'reminder',7,'e202611251500',1,'2026-11-24 17:00:00.000000','2026-11-25 15:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',73,'confirmed|Timed|2026-11-25T15:00|sala civica');
INSERT INTO "deliveries" VALUES(4,2,0,'reminder',4,'e202611251930',1,'2026-11-24 17:00:00.000000','2026-11-25 19:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',90,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(5,2,0,'reminder',6,'e202611251830',1,'2026-11-24 17:00:00.000000','2026-11-25 18:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',82,'confirmed|Timed|2026-11-25T18:30|Cortile');
INSERT INTO "deliveries" VALUES(6,2,0,'reminder',7,'e202611251500',1,'2026-11-24 17:00:00.000000','2026-11-25 15:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',74,'confirmed|Timed|2026-11-25T15:00|sala civica');
INSERT INTO "deliveries" VALUES(7,3,0,'reminder',4,'e202611251930',1,'2026-11-24 17:00:00.000000','2026-11-25 19:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',91,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(8,3,0,'reminder',6,'e202611251830',1,'2026-11-24 17:00:00.000000','2026-11-25 18:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',83,'confirmed|Timed|2026-11-25T18:30|Cortile');
INSERT INTO "deliveries" VALUES(9,3,0,'reminder',7,'e202611251500',1,'2026-11-24 17:00:00.000000','2026-11-25 15:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',75,'confirmed|Timed|2026-11-25T15:00|sala civica');
INSERT INTO "deliveries" VALUES(10,4,0,'reminder',4,'e202611251930',1,'2026-11-24 17:00:00.000000','2026-11-25 19:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',92,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(11,4,0,'reminder',6,'e202611251830',1,'2026-11-24 17:00:00.000000','2026-11-25 18:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',84,'confirmed|Timed|2026-11-25T18:30|Cortile');
INSERT INTO "deliveries" VALUES(12,4,0,'reminder',7,'e202611251500',1,'2026-11-24 17:00:00.000000','2026-11-25 15:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',76,'confirmed|Timed|2026-11-25T15:00|sala civica');
INSERT INTO "deliveries" VALUES(13,5,0,'reminder',4,'e202611251930',1,'2026-11-24 17:00:00.000000','2026-11-25 19:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',93,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(14,5,0,'reminder',6,'e202611251830',1,'2026-11-24 17:00:00.000000','2026-11-25 18:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',85,'confirmed|Timed|2026-11-25T18:30|Cortile');
INSERT INTO "deliveries" VALUES(15,5,0,'reminder',7,'e202611251500',1,'2026-11-24 17:00:00.000000','2026-11-25 15:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',77,'confirmed|Timed|2026-11-25T15:00|sala civica');
INSERT INTO "deliveries" VALUES(16,16,0,'reminder',4,'e202611251930',1,'2026-11-24 17:00:00.000000','2026-11-25 19:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',94,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(17,16,0,'reminder',6,'e202611251830',1,'2026-11-24 17:00:00.000000','2026-11-25 18:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',86,'confirmed|Timed|2026-11-25T18:30|Cortile');
INSERT INTO "deliveries" VALUES(18,16,0,'reminder',7,'e202611251500',1,'2026-11-24 17:00:00.000000','2026-11-25 15:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',78,'confirmed|Timed|2026-11-25T15:00|sala civica');
INSERT INTO "deliveries" VALUES(19,17,0,'reminder',4,'e202611251930',1,'2026-11-24 17:00:00.000000','2026-11-25 19:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',95,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(20,17,0,'reminder',6,'e202611251830',1,'2026-11-24 17:00:00.000000','2026-11-25 18:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',87,'confirmed|Timed|2026-11-25T18:30|Cortile');
INSERT INTO "deliveries" VALUES(21,17,0,'reminder',7,'e202611251500',1,'2026-11-24 17:00:00.000000','2026-11-25 15:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',79,'confirmed|Timed|2026-11-25T15:00|sala civica');
INSERT INTO "deliveries" VALUES(22,18,3,'reminder',4,'e202611251930',1,'2026-11-24 17:00:00.000000','2026-11-25 19:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',8,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(23,18,3,'reminder',6,'e202611251830',1,'2026-11-24 17:00:00.000000','2026-11-25 18:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',6,'confirmed|Timed|2026-11-25T18:30|Cortile');
INSERT INTO "deliveries" VALUES(24,18,3,'reminder',7,'e202611251500',1,'2026-11-24 17:00:00.000000','2026-11-25 15:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',5,'confirmed|Timed|2026-11-25T15:00|sala civica');
INSERT INTO "deliveries" VALUES(25,18,5,'reminder',6,'e202611251830',1,'2026-11-24 17:00:00.000000','2026-11-25 18:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',7,'confirmed|Timed|2026-11-25T18:30|Cortile');
INSERT INTO "deliveries" VALUES(26,19,0,'reminder',4,'e202611251930',1,'2026-11-24 17:00:00.000000','2026-11-25 19:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',96,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(27,19,0,'reminder',6,'e202611251830',1,'2026-11-24 17:00:00.000000','2026-11-25 18:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',88,'confirmed|Timed|2026-11-25T18:30|Cortile');
INSERT INTO "deliveries" VALUES(28,19,0,'reminder',7,'e202611251500',1,'2026-11-24 17:00:00.000000','2026-11-25 15:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',80,'confirmed|Timed|2026-11-25T15:00|sala civica');
INSERT INTO "deliveries" VALUES(29,20,0,'reminder',4,'e202611251930',1,'2026-11-24 17:00:00.000000','2026-11-25 19:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',5,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(30,20,0,'reminder',6,'e202611251830',1,'2026-11-24 17:00:00.000000','2026-11-25 18:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',4,'confirmed|Timed|2026-11-25T18:30|Cortile');
INSERT INTO "deliveries" VALUES(31,20,0,'reminder',7,'e202611251500',1,'2026-11-24 17:00:00.000000','2026-11-25 15:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',3,'confirmed|Timed|2026-11-25T15:00|sala civica');
INSERT INTO "deliveries" VALUES(32,21,0,'reminder',4,'e202611251930',1,'2026-11-24 17:00:00.000000','2026-11-25 19:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',5,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(33,21,0,'reminder',6,'e202611251830',1,'2026-11-24 17:00:00.000000','2026-11-25 18:30:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',4,'confirmed|Timed|2026-11-25T18:30|Cortile');
INSERT INTO "deliveries" VALUES(34,21,0,'reminder',7,'e202611251500',1,'2026-11-24 17:00:00.000000','2026-11-25 15:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:00.000000','sent',3,'confirmed|Timed|2026-11-25T15:00|sala civica');
INSERT INTO "deliveries" VALUES(92,1,0,'amendment',1,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(93,2,0,'amendment',4,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(94,3,0,'amendment',7,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(95,4,0,'amendment',10,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(96,5,0,'amendment',13,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(97,16,0,'amendment',16,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(98,17,0,'amendment',19,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(99,18,3,'amendment',22,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(100,19,0,'amendment',26,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(101,20,0,'amendment',29,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(102,21,0,'amendment',32,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(103,1,0,'change',4,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',97,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(104,2,0,'change',4,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',98,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(105,3,0,'change',4,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',99,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(106,4,0,'change',4,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',100,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(107,5,0,'change',4,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',101,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(108,16,0,'change',4,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',102,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(109,17,0,'change',4,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',103,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(110,18,3,'change',4,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',9,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(111,19,0,'change',4,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',104,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(112,20,0,'change',4,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',6,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(113,21,0,'change',4,'1',2,'2026-11-24 17:23:01.000000','2026-11-25 22:00:00.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',6,'confirmed|Timed|2026-11-25T20:00|sala civica');
INSERT INTO "deliveries" VALUES(136,1,0,'announcement',1,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',111,'1');
INSERT INTO "deliveries" VALUES(137,2,0,'announcement',1,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',112,'1');
INSERT INTO "deliveries" VALUES(138,3,0,'announcement',1,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',118,'1');
INSERT INTO "deliveries" VALUES(139,4,0,'announcement',1,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',113,'1');
INSERT INTO "deliveries" VALUES(140,5,0,'announcement',1,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',114,'1');
INSERT INTO "deliveries" VALUES(141,16,0,'announcement',1,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',115,'1');
INSERT INTO "deliveries" VALUES(142,17,0,'announcement',1,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',116,'1');
INSERT INTO "deliveries" VALUES(143,18,3,'announcement',1,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',10,'1');
INSERT INTO "deliveries" VALUES(144,19,0,'announcement',1,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',117,'1');
INSERT INTO "deliveries" VALUES(145,20,0,'announcement',1,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',7,'1');
INSERT INTO "deliveries" VALUES(146,21,0,'announcement',1,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',7,'1');
INSERT INTO "deliveries" VALUES(147,9,0,'note',1,'report/20261124172301',0,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',119,NULL);
INSERT INTO "deliveries" VALUES(148,1,0,'announcement',2,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',126,'2');
INSERT INTO "deliveries" VALUES(149,2,0,'announcement',2,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',127,'2');
INSERT INTO "deliveries" VALUES(150,3,0,'announcement',2,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',128,'2');
INSERT INTO "deliveries" VALUES(151,4,0,'announcement',2,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',129,'2');
INSERT INTO "deliveries" VALUES(152,5,0,'announcement',2,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',130,'2');
INSERT INTO "deliveries" VALUES(153,16,0,'announcement',2,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',131,'2');
INSERT INTO "deliveries" VALUES(154,17,0,'announcement',2,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',132,'2');
INSERT INTO "deliveries" VALUES(155,18,3,'announcement',2,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',11,'2');
INSERT INTO "deliveries" VALUES(156,19,0,'announcement',2,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',133,'2');
INSERT INTO "deliveries" VALUES(157,20,0,'announcement',2,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',8,'2');
INSERT INTO "deliveries" VALUES(158,21,0,'announcement',2,'1',3,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',8,'2');
INSERT INTO "deliveries" VALUES(159,9,0,'note',2,'report/20261124172301',0,'2026-11-24 17:23:01.000000','2026-11-27 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:01.000000','sent',134,NULL);
INSERT INTO "deliveries" VALUES(160,1,0,'correction',148,'2',2,'2026-11-24 17:23:01.000000','2036-11-21 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:06.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(161,2,0,'correction',149,'2',2,'2026-11-24 17:23:01.000000','2036-11-21 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:06.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(162,3,0,'correction',150,'2',2,'2026-11-24 17:23:01.000000','2036-11-21 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:06.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(163,4,0,'correction',151,'2',2,'2026-11-24 17:23:01.000000','2036-11-21 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:06.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(164,5,0,'correction',152,'2',2,'2026-11-24 17:23:01.000000','2036-11-21 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:06.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(165,16,0,'correction',153,'2',2,'2026-11-24 17:23:01.000000','2036-11-21 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:06.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(166,17,0,'correction',154,'2',2,'2026-11-24 17:23:01.000000','2036-11-21 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:06.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(167,18,3,'correction',155,'2',2,'2026-11-24 17:23:01.000000','2036-11-21 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:06.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(168,19,0,'correction',156,'2',2,'2026-11-24 17:23:01.000000','2036-11-21 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:06.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(169,20,0,'correction',157,'2',2,'2026-11-24 17:23:01.000000','2036-11-21 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:06.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(170,21,0,'correction',158,'2',2,'2026-11-24 17:23:01.000000','2036-11-21 17:23:01.000000',NULL,NULL,1,0,'2026-11-24 17:23:06.000000','sent',NULL,NULL);
INSERT INTO "deliveries" VALUES(216,9,0,'note',3,'request/20261124172306',0,'2026-11-24 17:23:06.000000','2026-11-27 17:23:06.000000',NULL,NULL,1,0,'2026-11-24 17:23:11.000000','sent',145,NULL);
INSERT INTO "deliveries" VALUES(217,10,0,'note',3,'request/20261124172306',0,'2026-11-24 17:23:06.000000','2026-11-27 17:23:06.000000',NULL,NULL,1,0,'2026-11-24 17:23:11.000000','sent',146,NULL);
INSERT INTO "deliveries" VALUES(218,15,0,'note',3,'request/20261124172306',0,'2026-11-24 17:23:06.000000','2026-11-27 17:23:06.000000',NULL,NULL,1,0,'2026-11-24 17:23:11.000000','sent',147,NULL);
INSERT INTO "deliveries" VALUES(265,1,0,'announcement',6,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(266,2,0,'announcement',6,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(267,5,0,'announcement',6,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(268,16,0,'announcement',6,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(269,17,0,'announcement',6,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(270,18,3,'announcement',6,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(271,19,0,'announcement',6,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(272,20,0,'announcement',6,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-25 13:08:11.000000','gone',NULL,NULL);
INSERT INTO "deliveries" VALUES(273,21,0,'announcement',6,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(274,2,7,'announcement',6,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(275,2,9,'announcement',6,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(276,1,0,'announcement',7,'1',3,'2036-11-21 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(277,2,0,'announcement',7,'1',3,'2036-11-21 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(278,5,0,'announcement',7,'1',3,'2036-11-21 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(279,16,0,'announcement',7,'1',3,'2036-11-21 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(280,17,0,'announcement',7,'1',3,'2036-11-21 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(281,18,3,'announcement',7,'1',3,'2036-11-21 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(282,19,0,'announcement',7,'1',3,'2036-11-21 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(283,20,0,'announcement',7,'1',3,'2036-11-21 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-25 13:08:11.000000','gone',NULL,NULL);
INSERT INTO "deliveries" VALUES(284,21,0,'announcement',7,'1',3,'2036-11-21 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(285,2,7,'announcement',7,'1',3,'2036-11-21 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(286,2,9,'announcement',7,'1',3,'2036-11-21 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(287,1,0,'announcement',8,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(288,2,0,'announcement',8,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(289,5,0,'announcement',8,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(290,16,0,'announcement',8,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(291,17,0,'announcement',8,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(292,18,3,'announcement',8,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(293,19,0,'announcement',8,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(294,20,0,'announcement',8,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(295,21,0,'announcement',8,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(296,2,7,'announcement',8,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(297,2,9,'announcement',8,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(298,1,0,'announcement',9,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(299,2,0,'announcement',9,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(300,5,0,'announcement',9,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(301,16,0,'announcement',9,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(302,17,0,'announcement',9,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(303,18,3,'announcement',9,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(304,19,0,'announcement',9,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(305,20,0,'announcement',9,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(306,21,0,'announcement',9,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(307,2,7,'announcement',9,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(308,2,9,'announcement',9,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-24 17:23:11.000000','stale',NULL,NULL);
INSERT INTO "deliveries" VALUES(309,9,0,'trial',10,'1/20261124172311000000',0,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000','2026-11-25 13:13:11.000000',NULL,1,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(310,1,0,'album',11,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(311,2,0,'album',11,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(312,5,0,'album',11,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(313,16,0,'album',11,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(314,17,0,'album',11,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(315,18,3,'album',11,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(316,19,0,'album',11,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(317,20,0,'album',11,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,'2026-11-25 13:08:11.000000','gone',NULL,NULL);
INSERT INTO "deliveries" VALUES(318,21,0,'album',11,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(319,2,7,'album',11,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(320,2,9,'album',11,'1',3,'2026-11-24 17:23:11.000000','2026-11-27 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(321,1,0,'correction',148,'3',2,'2026-11-24 17:23:11.000000','2036-11-21 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(322,2,0,'correction',149,'3',2,'2026-11-24 17:23:11.000000','2036-11-21 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(323,3,0,'correction',150,'3',2,'2026-11-24 17:23:11.000000','2036-11-21 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(324,4,0,'correction',151,'3',2,'2026-11-24 17:23:11.000000','2036-11-21 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(325,5,0,'correction',152,'3',2,'2026-11-24 17:23:11.000000','2036-11-21 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(326,16,0,'correction',153,'3',2,'2026-11-24 17:23:11.000000','2036-11-21 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(327,17,0,'correction',154,'3',2,'2026-11-24 17:23:11.000000','2036-11-21 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(328,18,3,'correction',155,'3',2,'2026-11-24 17:23:11.000000','2036-11-21 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(329,19,0,'correction',156,'3',2,'2026-11-24 17:23:11.000000','2036-11-21 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(330,20,0,'correction',157,'3',2,'2026-11-24 17:23:11.000000','2036-11-21 17:23:11.000000',NULL,NULL,0,0,'2026-11-25 13:08:11.000000','gone',NULL,NULL);
INSERT INTO "deliveries" VALUES(331,21,0,'correction',158,'3',2,'2026-11-24 17:23:11.000000','2036-11-21 17:23:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(358,1,0,'news',0,'2026-11-24 17:23:11.000000',2,'2026-11-25 08:18:11.000000','2026-11-27 08:18:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(359,2,0,'news',0,'2026-11-24 17:23:11.000000',2,'2026-11-25 08:18:11.000000','2026-11-27 08:18:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(360,16,0,'news',0,'2026-11-24 17:23:11.000000',2,'2026-11-25 08:18:11.000000','2026-11-27 08:18:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(361,17,0,'news',0,'2026-11-24 17:23:11.000000',2,'2026-11-25 08:18:11.000000','2026-11-27 08:18:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(362,18,3,'news',0,'2026-11-24 17:23:11.000000',2,'2026-11-25 08:18:11.000000','2026-11-27 08:18:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(363,19,0,'news',0,'2026-11-24 17:23:11.000000',2,'2026-11-25 08:18:11.000000','2026-11-27 08:18:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(364,20,0,'news',0,'2026-11-24 17:23:11.000000',2,'2026-11-25 08:18:11.000000','2026-11-27 08:18:11.000000',NULL,NULL,0,0,'2026-11-25 13:08:11.000000','gone',NULL,NULL);
INSERT INTO "deliveries" VALUES(365,21,0,'news',0,'2026-11-24 17:23:11.000000',2,'2026-11-25 08:18:11.000000','2026-11-27 08:18:11.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(366,5,0,'digest',0,'2026-11-25',2,'2026-11-25 08:00:00.000000','2026-11-25 14:00:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(367,1,0,'reminder',7,'t202611251500',1,'2026-11-25 13:00:00.000000','2026-11-25 15:00:00.000000','2026-11-25 13:13:11.000000',NULL,1,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(369,2,0,'reminder',7,'t202611251500',1,'2026-11-25 13:00:00.000000','2026-11-25 15:00:00.000000','2026-11-25 13:13:11.000000',NULL,1,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(370,2,7,'reminder',7,'t202611251500',1,'2026-11-25 13:00:00.000000','2026-11-25 15:00:00.000000','2026-11-25 13:13:11.000000',NULL,1,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(371,2,9,'reminder',7,'t202611251500',1,'2026-11-25 13:00:00.000000','2026-11-25 15:00:00.000000','2026-11-25 13:13:11.000000',NULL,1,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(372,5,0,'reminder',7,'t202611251500',1,'2026-11-25 13:00:00.000000','2026-11-25 15:00:00.000000','2026-11-25 13:13:11.000000',NULL,1,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(374,16,0,'reminder',7,'t202611251500',1,'2026-11-25 13:00:00.000000','2026-11-25 15:00:00.000000','2026-11-25 13:13:11.000000',NULL,1,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(375,17,0,'reminder',7,'t202611251500',1,'2026-11-25 13:00:00.000000','2026-11-25 15:00:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(377,18,3,'reminder',7,'t202611251500',1,'2026-11-25 13:00:00.000000','2026-11-25 15:00:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(380,19,0,'reminder',7,'t202611251500',1,'2026-11-25 13:00:00.000000','2026-11-25 15:00:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(382,20,0,'reminder',7,'t202611251500',1,'2026-11-25 13:00:00.000000','2026-11-25 15:00:00.000000',NULL,NULL,0,0,'2026-11-25 13:08:11.000000','gone',NULL,NULL);
INSERT INTO "deliveries" VALUES(384,21,0,'reminder',7,'t202611251500',1,'2026-11-25 13:00:00.000000','2026-11-25 15:00:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(385,1,0,'amendment',103,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(386,2,0,'amendment',104,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(387,3,0,'amendment',105,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(388,5,0,'amendment',107,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(389,16,0,'amendment',108,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(390,17,0,'amendment',109,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(391,18,3,'amendment',110,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(392,19,0,'amendment',111,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(393,20,0,'amendment',112,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,'2026-11-25 13:08:11.000000','gone',NULL,NULL);
INSERT INTO "deliveries" VALUES(394,21,0,'amendment',113,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(395,1,0,'amendment',1,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(396,2,0,'amendment',4,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(397,3,0,'amendment',7,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(398,5,0,'amendment',13,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(399,16,0,'amendment',16,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(400,17,0,'amendment',19,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(401,18,3,'amendment',22,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(402,19,0,'amendment',26,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(403,20,0,'amendment',29,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,'2026-11-25 13:08:11.000000','gone',NULL,NULL);
INSERT INTO "deliveries" VALUES(404,21,0,'amendment',32,'2',2,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(405,1,0,'change',4,'2',0,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,1,0,'2026-11-25 13:08:11.000000','sent',900,NULL);
INSERT INTO "deliveries" VALUES(406,2,0,'change',4,'2',0,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,1,0,'2026-11-25 13:08:11.000000','refused',NULL,NULL);
INSERT INTO "deliveries" VALUES(407,5,0,'change',4,'2',0,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,1,0,'2026-11-25 13:08:11.000000','expired',NULL,NULL);
INSERT INTO "deliveries" VALUES(408,16,0,'change',4,'2',0,'2026-11-25 13:08:12.000000','2026-11-25 22:15:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(409,17,0,'change',4,'2',0,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,1,0,'2026-11-25 13:08:11.000000','unknown',NULL,NULL);
INSERT INTO "deliveries" VALUES(410,18,3,'change',4,'2',0,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,'2026-11-25 13:10:11.000000',1,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(411,19,0,'change',4,'2',0,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,'2026-11-25 13:10:11.000000',1,1,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(412,20,0,'change',4,'2',0,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000',NULL,NULL,1,0,'2026-11-25 13:08:11.000000','gone',NULL,NULL);
INSERT INTO "deliveries" VALUES(413,21,0,'change',4,'2',0,'2026-11-25 13:08:11.000000','2026-11-25 22:15:00.000000','2026-11-25 13:13:11.000000',NULL,1,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(415,16,0,'snooze',7,'901',1,'2026-11-25 13:38:11.000000','2026-11-25 15:00:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(416,17,0,'snooze',7,'902',1,'2026-11-25 13:38:11.000000','2026-11-25 15:00:00.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(459,2,7,'news',0,'2026-11-25 13:08:11.000000',2,'2026-11-25 13:18:12.000000','2026-11-27 13:18:12.000000',NULL,NULL,0,0,NULL,NULL,NULL,NULL);
CREATE TABLE drafts (
	chat_id BIGINT NOT NULL, 
	thread BIGINT NOT NULL, 
	kind VARCHAR NOT NULL, 
	payload JSON NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_drafts PRIMARY KEY (chat_id, thread), 
	CONSTRAINT fk_drafts_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
);
INSERT INTO "drafts" VALUES(6,0,'number','{"street":"Via Gianbattista Moroni"}','2026-11-26 13:08:12.000000');
INSERT INTO "drafts" VALUES(7,0,'comment','{"report":1}','2026-11-25 13:18:12.000000');
INSERT INTO "drafts" VALUES(8,0,'event','{"uid":"95ff44bf2391451995fc98bc7e3cd817@reti","first":582124000,"step":582124000,"asks":"n","known":["w","t","r"],"title":"Assemblea","when":{"starts_at":"2026-12-03T19:45:00Z"},"kind":"meeting"}','2026-12-02 13:08:12.000000');
INSERT INTO "drafts" VALUES(9,0,'announcement','{"announcement":null,"asked":"w"}','2026-11-28 13:08:12.000000');
INSERT INTO "drafts" VALUES(15,0,'announcement','{"announcement":12,"asked":"w"}','2026-11-28 13:08:12.000000');
INSERT INTO "drafts" VALUES(10,0,'import','{"file":"BQACAgQAAxkBAAIDOC00000005","step":200727488,"owner":"cel","counted":[1,0,0,0]}','2026-11-26 13:08:12.000000');
INSERT INTO "drafts" VALUES(11,0,'invitation','{"role":"o","networks":["celadina"]}','2026-11-26 13:08:12.000000');
INSERT INTO "drafts" VALUES(12,0,'event','{"uid":"bed851063a53490889a637f4993d4bbe@reti","first":228247000,"step":228247000,"asks":"t"}','2026-12-02 13:08:12.000000');
CREATE TABLE event_leads (
	chat_id BIGINT NOT NULL, 
	thread BIGINT NOT NULL, 
	event_id BIGINT NOT NULL, 
	leads VARCHAR NOT NULL, 
	CONSTRAINT pk_event_leads PRIMARY KEY (chat_id, thread, event_id), 
	CONSTRAINT fk_event_leads_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE, 
	CONSTRAINT fk_event_leads_event_id FOREIGN KEY(event_id) REFERENCES events (id) ON DELETE CASCADE
);
INSERT INTO "event_leads" VALUES(1,0,6,'t');
CREATE TABLE event_networks (
	event_id BIGINT NOT NULL, 
	network VARCHAR NOT NULL, 
	place INTEGER NOT NULL, 
	CONSTRAINT pk_event_networks PRIMARY KEY (event_id, network), 
	CONSTRAINT fk_event_networks_event_id FOREIGN KEY(event_id) REFERENCES events (id) ON DELETE CASCADE
);
INSERT INTO "event_networks" VALUES(1,'redona',0);
INSERT INTO "event_networks" VALUES(2,'longuelo',0);
INSERT INTO "event_networks" VALUES(3,'celadina',0);
INSERT INTO "event_networks" VALUES(6,'redona',0);
INSERT INTO "event_networks" VALUES(6,'longuelo',1);
INSERT INTO "event_networks" VALUES(7,'redona',0);
INSERT INTO "event_networks" VALUES(8,'longuelo',0);
INSERT INTO "event_networks" VALUES(5,'redona',0);
INSERT INTO "event_networks" VALUES(9,'redona',0);
INSERT INTO "event_networks" VALUES(10,'redona',0);
INSERT INTO "event_networks" VALUES(11,'redona',0);
INSERT INTO "event_networks" VALUES(4,'redona',0);
INSERT INTO "event_networks" VALUES(12,'redona',0);
CREATE TABLE event_themes (
	event_id BIGINT NOT NULL, 
	theme VARCHAR NOT NULL, 
	CONSTRAINT pk_event_themes PRIMARY KEY (event_id, theme), 
	CONSTRAINT fk_event_themes_event_id FOREIGN KEY(event_id) REFERENCES events (id) ON DELETE CASCADE
);
INSERT INTO "event_themes" VALUES(6,'educazione');
CREATE TABLE events (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR NOT NULL, 
	came_as INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	city_wide BOOLEAN NOT NULL, 
	content TEXT NOT NULL, 
	first_on DATE NOT NULL, 
	worked_out_on DATE, 
	feed VARCHAR, 
	vanished_at DATETIME, 
	changed_at DATETIME NOT NULL, 
	announced_at DATETIME, 
	CONSTRAINT uq_events_uid UNIQUE (uid)
);
INSERT INTO "events" VALUES(1,'Di prima redona',0,'initiative','confirmed',0,'{"uid":"Di prima redona","kind":"initiative","title":"Di prima redona","when":{"starts_at":"2027-09-19T16:00:00Z","ends_at":null},"zone":"Europe/Rome","sequence":0,"status":"confirmed","networks":["redona"],"themes":[],"description":null,"venue":null,"rain_plan":null,"bring":null,"booking":null,"seats":null,"image_url":null,"url":null,"organiser":null,"recurrence":null,"changes":[],"reason":null}','2027-09-19',NULL,NULL,NULL,'2026-11-23 12:00:00.000000',NULL);
INSERT INTO "events" VALUES(2,'Di prima longuelo',0,'initiative','confirmed',0,'{"uid":"Di prima longuelo","kind":"initiative","title":"Di prima longuelo","when":{"starts_at":"2027-09-19T16:00:00Z","ends_at":null},"zone":"Europe/Rome","sequence":0,"status":"confirmed","networks":["longuelo"],"themes":[],"description":null,"venue":null,"rain_plan":null,"bring":null,"booking":null,"seats":null,"image_url":null,"url":null,"organiser":null,"recurrence":null,"changes":[],"reason":null}','2027-09-19',NULL,NULL,NULL,'2026-11-23 12:00:00.000000',NULL);
INSERT INTO "events" VALUES(3,'Di prima celadina',0,'initiative','confirmed',0,'{"uid":"Di prima celadina","kind":"initiative","title":"Di prima celadina","when":{"starts_at":"2027-09-19T16:00:00Z","ends_at":null},"zone":"Europe/Rome","sequence":0,"status":"confirmed","networks":["celadina"],"themes":[],"description":null,"venue":null,"rain_plan":null,"bring":null,"booking":null,"seats":null,"image_url":null,"url":null,"organiser":null,"recurrence":null,"changes":[],"reason":null}','2027-09-19',NULL,NULL,NULL,'2026-11-23 12:00:00.000000',NULL);
INSERT INTO "events" VALUES(4,'Ritrovo',2,'meeting','confirmed',0,'{"uid":"Ritrovo","kind":"meeting","title":"Ritrovo","when":{"starts_at":"2026-11-25T20:15:00Z","ends_at":null},"zone":"Europe/Rome","sequence":2,"status":"confirmed","networks":["redona"],"themes":[],"description":null,"venue":{"name":"sala civica","address":null,"latitude":null,"longitude":null},"rain_plan":null,"bring":null,"booking":null,"seats":null,"image_url":null,"url":null,"organiser":null,"recurrence":null,"changes":[],"reason":null}','2026-11-25',NULL,NULL,NULL,'2026-11-25 08:08:11.000000','2026-11-23 12:01:00.000000');
INSERT INTO "events" VALUES(5,'Passeggiata',1,'meeting','cancelled',0,'{"uid":"Passeggiata","kind":"meeting","title":"Passeggiata","when":{"starts_at":"2026-11-26T16:00:00Z","ends_at":null},"zone":"Europe/Rome","sequence":1,"status":"cancelled","networks":["redona"],"themes":[],"description":null,"venue":{"name":"sala civica","address":null,"latitude":null,"longitude":null},"rain_plan":null,"bring":null,"booking":null,"seats":null,"image_url":null,"url":null,"organiser":null,"recurrence":null,"changes":[],"reason":null}','2026-11-26',NULL,NULL,NULL,'2026-11-24 17:23:00.000000','2026-11-23 12:01:00.000000');
INSERT INTO "events" VALUES(6,'Tavolata',0,'initiative','confirmed',0,'{"uid":"Tavolata","kind":"initiative","title":"Tavolata","when":{"starts_at":"2026-11-25T18:30:00Z","ends_at":null},"zone":"Europe/Rome","sequence":0,"status":"confirmed","networks":["redona","longuelo"],"themes":["educazione"],"description":"Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. Si mangia insieme. ","venue":{"name":"Cortile","address":"via Corridoni 60","latitude":45.7096,"longitude":9.6944},"rain_plan":null,"bring":null,"booking":null,"seats":4,"image_url":null,"url":null,"organiser":null,"recurrence":null,"changes":[],"reason":null}','2026-11-25',NULL,NULL,NULL,'2026-11-23 12:01:00.000000','2026-11-23 12:01:00.000000');
INSERT INTO "events" VALUES(7,'Coro',0,'meeting','confirmed',0,'{"uid":"Coro","kind":"meeting","title":"Coro","when":{"starts_at":"2026-11-25T15:00:00Z","ends_at":null},"zone":"Europe/Rome","sequence":0,"status":"confirmed","networks":["redona"],"themes":[],"description":null,"venue":{"name":"sala civica","address":null,"latitude":null,"longitude":null},"rain_plan":null,"bring":null,"booking":null,"seats":null,"image_url":null,"url":null,"organiser":null,"recurrence":{"rule":"FREQ=WEEKLY;BYDAY=WE","also_on":[],"not_on":[]},"changes":[],"reason":null}','2026-11-25','2027-12-29',NULL,NULL,'2026-11-23 12:01:00.000000','2026-11-23 12:01:00.000000');
INSERT INTO "events" VALUES(8,'Mostra',0,'initiative','confirmed',0,'{"uid":"Mostra","kind":"initiative","title":"Mostra","when":{"first_on":"2026-11-27","last_on":"2026-12-02"},"zone":"Europe/Rome","sequence":0,"status":"confirmed","networks":["longuelo"],"themes":[],"description":null,"venue":null,"rain_plan":null,"bring":null,"booking":null,"seats":null,"image_url":null,"url":null,"organiser":null,"recurrence":null,"changes":[],"reason":null}','2026-11-27',NULL,NULL,NULL,'2026-11-23 12:01:00.000000','2026-11-23 12:01:00.000000');
INSERT INTO "events" VALUES(9,'Bozza',0,'meeting','draft',0,'{"uid":"Bozza","kind":"meeting","title":"Bozza","when":{"starts_at":"2026-12-05T19:45:00Z","ends_at":null},"zone":"Europe/Rome","sequence":0,"status":"draft","networks":["redona"],"themes":[],"description":null,"venue":{"name":"sala civica","address":null,"latitude":null,"longitude":null},"rain_plan":null,"bring":null,"booking":null,"seats":null,"image_url":null,"url":null,"organiser":null,"recurrence":null,"changes":[],"reason":null}','2026-12-05',NULL,NULL,NULL,'2026-11-24 17:23:11.000000',NULL);
INSERT INTO "events" VALUES(10,'Dal calendario',0,'meeting','confirmed',0,'{"uid":"Dal calendario","kind":"meeting","title":"Dal calendario","when":{"starts_at":"2026-12-06T19:45:00Z","ends_at":null},"zone":"Europe/Rome","sequence":0,"status":"confirmed","networks":["redona"],"themes":[],"description":null,"venue":{"name":"sala civica","address":null,"latitude":null,"longitude":null},"rain_plan":null,"bring":null,"booking":null,"seats":null,"image_url":null,"url":null,"organiser":null,"recurrence":null,"changes":[],"reason":null}','2026-12-06',NULL,'example.org#0123456789',NULL,'2026-11-24 17:23:11.000000','2026-11-24 17:23:11.000000');
INSERT INTO "events" VALUES(11,'Svanita',0,'meeting','confirmed',0,'{"uid":"Svanita","kind":"meeting","title":"Svanita","when":{"starts_at":"2026-12-07T19:45:00Z","ends_at":null},"zone":"Europe/Rome","sequence":0,"status":"confirmed","networks":["redona"],"themes":[],"description":null,"venue":{"name":"sala civica","address":null,"latitude":null,"longitude":null},"rain_plan":null,"bring":null,"booking":null,"seats":null,"image_url":null,"url":null,"organiser":null,"recurrence":null,"changes":[],"reason":null}','2026-12-07',NULL,'example.org#0123456789','2026-11-24 17:23:11.000000','2026-11-24 17:23:11.000000','2026-11-24 17:23:11.000000');
INSERT INTO "events" VALUES(12,'Nuova',0,'meeting','confirmed',0,'{"uid":"Nuova","kind":"meeting","title":"Nuova","when":{"starts_at":"2026-12-01T17:30:00Z","ends_at":null},"zone":"Europe/Rome","sequence":0,"status":"confirmed","networks":["redona"],"themes":[],"description":null,"venue":{"name":"sala civica","address":null,"latitude":null,"longitude":null},"rain_plan":null,"bring":null,"booking":null,"seats":null,"image_url":null,"url":null,"organiser":null,"recurrence":null,"changes":[],"reason":null}','2026-12-01',NULL,NULL,NULL,'2026-11-25 13:08:11.000000','2026-11-25 13:08:11.000000');
CREATE TABLE feedback (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	asked TEXT NOT NULL, 
	answered JSON NOT NULL, 
	city_version VARCHAR NOT NULL, 
	reported_at DATETIME NOT NULL, 
	comment TEXT
);
INSERT INTO "feedback" VALUES(1,'Via Borgo Palazzo 60','["borgo-palazzo-alle-valli"]','2040ac1d3ea3','2026-11-25 13:08:12.000000',NULL);
CREATE TABLE feeds (
	name VARCHAR NOT NULL, 
	outcome VARCHAR NOT NULL, 
	status INTEGER, 
	asked_at DATETIME NOT NULL, 
	next_at DATETIME NOT NULL, 
	succeeded_at DATETIME, 
	failing_since DATETIME, 
	failures INTEGER NOT NULL, 
	events INTEGER NOT NULL, 
	problems INTEGER NOT NULL, 
	etag TEXT, 
	last_modified TEXT, 
	read_as VARCHAR, 
	CONSTRAINT pk_feeds PRIMARY KEY (name)
);
INSERT INTO "feeds" VALUES('example.org#0123456789','fresh',200,'2026-11-24 17:23:11.000000','2026-11-24 18:23:11.000000','2026-11-24 17:23:11.000000',NULL,0,3,1,NULL,NULL,NULL);
INSERT INTO "feeds" VALUES('example.net#9876543210','unreachable',200,'2026-11-24 17:23:11.000000','2026-11-24 18:23:11.000000','2026-11-24 17:23:11.000000','2026-11-24 17:23:11.000000',2,3,1,NULL,NULL,NULL);
CREATE TABLE invitations (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	token_hash VARCHAR NOT NULL, 
	administrator BOOLEAN NOT NULL, 
	networks JSON NOT NULL, 
	meetings_of JSON NOT NULL, 
	invited_by BIGINT, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_by BIGINT, 
	used_at DATETIME, 
	revoked_at DATETIME, 
	CONSTRAINT uq_invitations_token_hash UNIQUE (token_hash), 
	CONSTRAINT fk_invitations_invited_by FOREIGN KEY(invited_by) REFERENCES chats (id) ON DELETE SET NULL, 
	CONSTRAINT fk_invitations_used_by FOREIGN KEY(used_by) REFERENCES chats (id) ON DELETE SET NULL
);
INSERT INTO "invitations" VALUES(1,'token of 5000008 at 2026-11-23 12:01:00+00:00 for Grants(administrator=False, networks=(''redona'', ''longuelo''), meetings_of=())',0,'["redona","longuelo"]','[]',NULL,'2026-11-23 12:01:00.000000','2026-11-30 12:01:00.000000',8,'2026-11-23 12:01:00.000000',NULL);
INSERT INTO "invitations" VALUES(2,'token of 5000009 at 2026-11-23 12:01:00+00:00 for Grants(administrator=False, networks=(''redona'',), meetings_of=())',0,'["redona"]','[]',NULL,'2026-11-23 12:01:00.000000','2026-11-30 12:01:00.000000',9,'2026-11-23 12:01:00.000000',NULL);
INSERT INTO "invitations" VALUES(3,'token of 5000010 at 2026-11-23 12:01:00+00:00 for Grants(administrator=False, networks=(''celadina'',), meetings_of=())',0,'["celadina"]','[]',NULL,'2026-11-23 12:01:00.000000','2026-11-30 12:01:00.000000',10,'2026-11-23 12:01:00.000000',NULL);
INSERT INTO "invitations" VALUES(4,'token of 5000015 at 2026-11-23 12:01:00+00:00 for Grants(administrator=False, networks=(''longuelo'',), meetings_of=())',0,'["longuelo"]','[]',NULL,'2026-11-23 12:01:00.000000','2026-11-30 12:01:00.000000',15,'2026-11-23 12:01:00.000000',NULL);
INSERT INTO "invitations" VALUES(5,'token of 5000012 at 2026-11-23 12:01:00+00:00 for Grants(administrator=False, networks=(), meetings_of=(''redona'',))',0,'[]','["redona"]',NULL,'2026-11-23 12:01:00.000000','2026-11-30 12:01:00.000000',12,'2026-11-23 12:01:00.000000',NULL);
INSERT INTO "invitations" VALUES(6,'token of 5000014 at 2026-11-23 12:01:00+00:00 for Grants(administrator=True, networks=(), meetings_of=())',1,'[]','[]',NULL,'2026-11-23 12:01:00.000000','2026-11-30 12:01:00.000000',14,'2026-11-23 12:01:00.000000',NULL);
INSERT INTO "invitations" VALUES(7,'token of 5000013 at 2026-11-23 12:01:00+00:00 for Grants(administrator=False, networks=(''celadina'',), meetings_of=())',0,'["celadina"]','[]',NULL,'2026-11-23 12:01:00.000000','2026-11-30 12:01:00.000000',13,'2026-11-23 12:01:00.000000',NULL);
INSERT INTO "invitations" VALUES(8,'a1151fd76f55b285ee16d177a443ab709df413c2cf13e3c125e35e4bef1141d1',0,'["celadina"]','[]',11,'2026-11-25 13:08:12.000000','2026-12-02 13:08:12.000000',NULL,NULL,NULL);
INSERT INTO "invitations" VALUES(9,'2cf4e4854f96d0821ba095bc2a953cc15eeb9583ecb32e83a7b48e6cc94e7bd6',0,'["carnovali"]','[]',11,'2026-11-25 13:08:12.000000','2026-12-02 13:08:12.000000',NULL,NULL,NULL);
INSERT INTO "invitations" VALUES(10,'8d012018782e0ef627f08b9431a93bc8fff59d30ee84f455b055b510b883c18b',1,'[]','[]',11,'2026-11-25 13:08:12.000000','2026-12-02 13:08:12.000000',NULL,NULL,'2026-11-25 13:08:12.000000');
CREATE TABLE leases (
	name VARCHAR NOT NULL, 
	holder VARCHAR NOT NULL, 
	until DATETIME NOT NULL, 
	CONSTRAINT pk_leases PRIMARY KEY (name)
);
INSERT INTO "leases" VALUES('deliverer','another process','2026-11-25 13:10:11.000000');
CREATE TABLE occurrences (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	event_id BIGINT NOT NULL, 
	original_on DATE NOT NULL, 
	status VARCHAR NOT NULL, 
	timing VARCHAR NOT NULL, 
	begins_at DATETIME NOT NULL, 
	ends_at DATETIME, 
	first_on DATE, 
	last_on DATE, 
	over_at DATETIME NOT NULL, 
	listed_at DATETIME NOT NULL, 
	moved_from_at DATETIME, 
	left_at DATETIME, 
	title TEXT NOT NULL, 
	place TEXT, 
	facts TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	changed_at DATETIME, 
	fixed_at DATETIME NOT NULL, 
	CONSTRAINT fk_occurrences_event_id FOREIGN KEY(event_id) REFERENCES events (id) ON DELETE CASCADE
);
INSERT INTO "occurrences" VALUES(1,1,'2027-09-19','confirmed','timed','2027-09-19 16:00:00.000000',NULL,NULL,NULL,'2027-09-19 18:00:00.000000','2027-09-19 16:00:00.000000',NULL,NULL,'Di prima redona',NULL,'confirmed|Timed|2027-09-19T16:00|',0,NULL,'2026-11-23 12:00:00.000000');
INSERT INTO "occurrences" VALUES(2,2,'2027-09-19','confirmed','timed','2027-09-19 16:00:00.000000',NULL,NULL,NULL,'2027-09-19 18:00:00.000000','2027-09-19 16:00:00.000000',NULL,NULL,'Di prima longuelo',NULL,'confirmed|Timed|2027-09-19T16:00|',0,NULL,'2026-11-23 12:00:00.000000');
INSERT INTO "occurrences" VALUES(3,3,'2027-09-19','confirmed','timed','2027-09-19 16:00:00.000000',NULL,NULL,NULL,'2027-09-19 18:00:00.000000','2027-09-19 16:00:00.000000',NULL,NULL,'Di prima celadina',NULL,'confirmed|Timed|2027-09-19T16:00|',0,NULL,'2026-11-23 12:00:00.000000');
INSERT INTO "occurrences" VALUES(4,4,'2026-11-25','confirmed','timed','2026-11-25 20:15:00.000000',NULL,NULL,NULL,'2026-11-25 22:15:00.000000','2026-11-25 20:15:00.000000','2026-11-25 19:30:00.000000',NULL,'Ritrovo','sala civica','confirmed|Timed|2026-11-25T20:15|sala civica',2,'2026-11-25 08:08:11.000000','2026-11-25 08:08:11.000000');
INSERT INTO "occurrences" VALUES(5,5,'2026-11-26','cancelled','timed','2026-11-26 16:00:00.000000',NULL,NULL,NULL,'2026-11-26 18:00:00.000000','2026-11-26 16:00:00.000000',NULL,NULL,'Passeggiata','sala civica','cancelled|Timed|2026-11-26T16:00|sala civica',1,'2026-11-24 17:23:00.000000','2026-11-24 17:23:00.000000');
INSERT INTO "occurrences" VALUES(6,6,'2026-11-25','confirmed','timed','2026-11-25 18:30:00.000000',NULL,NULL,NULL,'2026-11-25 20:30:00.000000','2026-11-25 18:30:00.000000',NULL,NULL,'Tavolata','Cortile','confirmed|Timed|2026-11-25T18:30|Cortile',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(7,7,'2026-11-25','confirmed','timed','2026-11-25 15:00:00.000000',NULL,NULL,NULL,'2026-11-25 17:00:00.000000','2026-11-25 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2026-11-25T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(8,7,'2026-12-02','confirmed','timed','2026-12-02 15:00:00.000000',NULL,NULL,NULL,'2026-12-02 17:00:00.000000','2026-12-02 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2026-12-02T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(9,7,'2026-12-09','confirmed','timed','2026-12-09 15:00:00.000000',NULL,NULL,NULL,'2026-12-09 17:00:00.000000','2026-12-09 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2026-12-09T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(10,7,'2026-12-16','confirmed','timed','2026-12-16 15:00:00.000000',NULL,NULL,NULL,'2026-12-16 17:00:00.000000','2026-12-16 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2026-12-16T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(11,7,'2026-12-23','confirmed','timed','2026-12-23 15:00:00.000000',NULL,NULL,NULL,'2026-12-23 17:00:00.000000','2026-12-23 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2026-12-23T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(12,7,'2026-12-30','confirmed','timed','2026-12-30 15:00:00.000000',NULL,NULL,NULL,'2026-12-30 17:00:00.000000','2026-12-30 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2026-12-30T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(13,7,'2027-01-06','confirmed','timed','2027-01-06 15:00:00.000000',NULL,NULL,NULL,'2027-01-06 17:00:00.000000','2027-01-06 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-01-06T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(14,7,'2027-01-13','confirmed','timed','2027-01-13 15:00:00.000000',NULL,NULL,NULL,'2027-01-13 17:00:00.000000','2027-01-13 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-01-13T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(15,7,'2027-01-20','confirmed','timed','2027-01-20 15:00:00.000000',NULL,NULL,NULL,'2027-01-20 17:00:00.000000','2027-01-20 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-01-20T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(16,7,'2027-01-27','confirmed','timed','2027-01-27 15:00:00.000000',NULL,NULL,NULL,'2027-01-27 17:00:00.000000','2027-01-27 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-01-27T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(17,7,'2027-02-03','confirmed','timed','2027-02-03 15:00:00.000000',NULL,NULL,NULL,'2027-02-03 17:00:00.000000','2027-02-03 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-02-03T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(18,7,'2027-02-10','confirmed','timed','2027-02-10 15:00:00.000000',NULL,NULL,NULL,'2027-02-10 17:00:00.000000','2027-02-10 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-02-10T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(19,7,'2027-02-17','confirmed','timed','2027-02-17 15:00:00.000000',NULL,NULL,NULL,'2027-02-17 17:00:00.000000','2027-02-17 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-02-17T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(20,7,'2027-02-24','confirmed','timed','2027-02-24 15:00:00.000000',NULL,NULL,NULL,'2027-02-24 17:00:00.000000','2027-02-24 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-02-24T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(21,7,'2027-03-03','confirmed','timed','2027-03-03 15:00:00.000000',NULL,NULL,NULL,'2027-03-03 17:00:00.000000','2027-03-03 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-03-03T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(22,7,'2027-03-10','confirmed','timed','2027-03-10 15:00:00.000000',NULL,NULL,NULL,'2027-03-10 17:00:00.000000','2027-03-10 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-03-10T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(23,7,'2027-03-17','confirmed','timed','2027-03-17 15:00:00.000000',NULL,NULL,NULL,'2027-03-17 17:00:00.000000','2027-03-17 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-03-17T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(24,7,'2027-03-24','confirmed','timed','2027-03-24 15:00:00.000000',NULL,NULL,NULL,'2027-03-24 17:00:00.000000','2027-03-24 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-03-24T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(25,7,'2027-03-31','confirmed','timed','2027-03-31 14:00:00.000000',NULL,NULL,NULL,'2027-03-31 16:00:00.000000','2027-03-31 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-03-31T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(26,7,'2027-04-07','confirmed','timed','2027-04-07 14:00:00.000000',NULL,NULL,NULL,'2027-04-07 16:00:00.000000','2027-04-07 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-04-07T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(27,7,'2027-04-14','confirmed','timed','2027-04-14 14:00:00.000000',NULL,NULL,NULL,'2027-04-14 16:00:00.000000','2027-04-14 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-04-14T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(28,7,'2027-04-21','confirmed','timed','2027-04-21 14:00:00.000000',NULL,NULL,NULL,'2027-04-21 16:00:00.000000','2027-04-21 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-04-21T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(29,7,'2027-04-28','confirmed','timed','2027-04-28 14:00:00.000000',NULL,NULL,NULL,'2027-04-28 16:00:00.000000','2027-04-28 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-04-28T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(30,7,'2027-05-05','confirmed','timed','2027-05-05 14:00:00.000000',NULL,NULL,NULL,'2027-05-05 16:00:00.000000','2027-05-05 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-05-05T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(31,7,'2027-05-12','confirmed','timed','2027-05-12 14:00:00.000000',NULL,NULL,NULL,'2027-05-12 16:00:00.000000','2027-05-12 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-05-12T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(32,7,'2027-05-19','confirmed','timed','2027-05-19 14:00:00.000000',NULL,NULL,NULL,'2027-05-19 16:00:00.000000','2027-05-19 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-05-19T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(33,7,'2027-05-26','confirmed','timed','2027-05-26 14:00:00.000000',NULL,NULL,NULL,'2027-05-26 16:00:00.000000','2027-05-26 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-05-26T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(34,7,'2027-06-02','confirmed','timed','2027-06-02 14:00:00.000000',NULL,NULL,NULL,'2027-06-02 16:00:00.000000','2027-06-02 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-06-02T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(35,7,'2027-06-09','confirmed','timed','2027-06-09 14:00:00.000000',NULL,NULL,NULL,'2027-06-09 16:00:00.000000','2027-06-09 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-06-09T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(36,7,'2027-06-16','confirmed','timed','2027-06-16 14:00:00.000000',NULL,NULL,NULL,'2027-06-16 16:00:00.000000','2027-06-16 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-06-16T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(37,7,'2027-06-23','confirmed','timed','2027-06-23 14:00:00.000000',NULL,NULL,NULL,'2027-06-23 16:00:00.000000','2027-06-23 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-06-23T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(38,7,'2027-06-30','confirmed','timed','2027-06-30 14:00:00.000000',NULL,NULL,NULL,'2027-06-30 16:00:00.000000','2027-06-30 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-06-30T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(39,7,'2027-07-07','confirmed','timed','2027-07-07 14:00:00.000000',NULL,NULL,NULL,'2027-07-07 16:00:00.000000','2027-07-07 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-07-07T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(40,7,'2027-07-14','confirmed','timed','2027-07-14 14:00:00.000000',NULL,NULL,NULL,'2027-07-14 16:00:00.000000','2027-07-14 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-07-14T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(41,7,'2027-07-21','confirmed','timed','2027-07-21 14:00:00.000000',NULL,NULL,NULL,'2027-07-21 16:00:00.000000','2027-07-21 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-07-21T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(42,7,'2027-07-28','confirmed','timed','2027-07-28 14:00:00.000000',NULL,NULL,NULL,'2027-07-28 16:00:00.000000','2027-07-28 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-07-28T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(43,7,'2027-08-04','confirmed','timed','2027-08-04 14:00:00.000000',NULL,NULL,NULL,'2027-08-04 16:00:00.000000','2027-08-04 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-08-04T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(44,7,'2027-08-11','confirmed','timed','2027-08-11 14:00:00.000000',NULL,NULL,NULL,'2027-08-11 16:00:00.000000','2027-08-11 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-08-11T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(45,7,'2027-08-18','confirmed','timed','2027-08-18 14:00:00.000000',NULL,NULL,NULL,'2027-08-18 16:00:00.000000','2027-08-18 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-08-18T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(46,7,'2027-08-25','confirmed','timed','2027-08-25 14:00:00.000000',NULL,NULL,NULL,'2027-08-25 16:00:00.000000','2027-08-25 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-08-25T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(47,7,'2027-09-01','confirmed','timed','2027-09-01 14:00:00.000000',NULL,NULL,NULL,'2027-09-01 16:00:00.000000','2027-09-01 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-09-01T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(48,7,'2027-09-08','confirmed','timed','2027-09-08 14:00:00.000000',NULL,NULL,NULL,'2027-09-08 16:00:00.000000','2027-09-08 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-09-08T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(49,7,'2027-09-15','confirmed','timed','2027-09-15 14:00:00.000000',NULL,NULL,NULL,'2027-09-15 16:00:00.000000','2027-09-15 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-09-15T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(50,7,'2027-09-22','confirmed','timed','2027-09-22 14:00:00.000000',NULL,NULL,NULL,'2027-09-22 16:00:00.000000','2027-09-22 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-09-22T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(51,7,'2027-09-29','confirmed','timed','2027-09-29 14:00:00.000000',NULL,NULL,NULL,'2027-09-29 16:00:00.000000','2027-09-29 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-09-29T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(52,7,'2027-10-06','confirmed','timed','2027-10-06 14:00:00.000000',NULL,NULL,NULL,'2027-10-06 16:00:00.000000','2027-10-06 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-10-06T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(53,7,'2027-10-13','confirmed','timed','2027-10-13 14:00:00.000000',NULL,NULL,NULL,'2027-10-13 16:00:00.000000','2027-10-13 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-10-13T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(54,7,'2027-10-20','confirmed','timed','2027-10-20 14:00:00.000000',NULL,NULL,NULL,'2027-10-20 16:00:00.000000','2027-10-20 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-10-20T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(55,7,'2027-10-27','confirmed','timed','2027-10-27 14:00:00.000000',NULL,NULL,NULL,'2027-10-27 16:00:00.000000','2027-10-27 14:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-10-27T14:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(56,7,'2027-11-03','confirmed','timed','2027-11-03 15:00:00.000000',NULL,NULL,NULL,'2027-11-03 17:00:00.000000','2027-11-03 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-11-03T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(57,7,'2027-11-10','confirmed','timed','2027-11-10 15:00:00.000000',NULL,NULL,NULL,'2027-11-10 17:00:00.000000','2027-11-10 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-11-10T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(58,7,'2027-11-17','confirmed','timed','2027-11-17 15:00:00.000000',NULL,NULL,NULL,'2027-11-17 17:00:00.000000','2027-11-17 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-11-17T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(59,7,'2027-11-24','confirmed','timed','2027-11-24 15:00:00.000000',NULL,NULL,NULL,'2027-11-24 17:00:00.000000','2027-11-24 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-11-24T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(60,7,'2027-12-01','confirmed','timed','2027-12-01 15:00:00.000000',NULL,NULL,NULL,'2027-12-01 17:00:00.000000','2027-12-01 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-12-01T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(61,7,'2027-12-08','confirmed','timed','2027-12-08 15:00:00.000000',NULL,NULL,NULL,'2027-12-08 17:00:00.000000','2027-12-08 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-12-08T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(62,7,'2027-12-15','confirmed','timed','2027-12-15 15:00:00.000000',NULL,NULL,NULL,'2027-12-15 17:00:00.000000','2027-12-15 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-12-15T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(63,7,'2027-12-22','confirmed','timed','2027-12-22 15:00:00.000000',NULL,NULL,NULL,'2027-12-22 17:00:00.000000','2027-12-22 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-12-22T15:00|sala civica',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(64,8,'2026-11-27','confirmed','days','2026-11-26 23:00:00.000000',NULL,'2026-11-27','2026-12-02','2026-12-02 23:00:00.000000','2026-11-26 23:00:00.000000',NULL,NULL,'Mostra',NULL,'confirmed|WholeDays|2026-11-26T23:00|',0,NULL,'2026-11-23 12:01:00.000000');
INSERT INTO "occurrences" VALUES(65,7,'2027-12-29','confirmed','timed','2027-12-29 15:00:00.000000',NULL,NULL,NULL,'2027-12-29 17:00:00.000000','2027-12-29 15:00:00.000000',NULL,NULL,'Coro','sala civica','confirmed|Timed|2027-12-29T15:00|sala civica',0,NULL,'2026-11-24 17:23:11.000000');
INSERT INTO "occurrences" VALUES(66,9,'2026-12-05','draft','timed','2026-12-05 19:45:00.000000',NULL,NULL,NULL,'2026-12-05 21:45:00.000000','2026-12-05 19:45:00.000000',NULL,NULL,'Bozza','sala civica','draft|Timed|2026-12-05T19:45|sala civica',0,NULL,'2026-11-24 17:23:11.000000');
INSERT INTO "occurrences" VALUES(67,10,'2026-12-06','confirmed','timed','2026-12-06 19:45:00.000000',NULL,NULL,NULL,'2026-12-06 21:45:00.000000','2026-12-06 19:45:00.000000',NULL,NULL,'Dal calendario','sala civica','confirmed|Timed|2026-12-06T19:45|sala civica',0,NULL,'2026-11-24 17:23:11.000000');
INSERT INTO "occurrences" VALUES(68,11,'2026-12-07','confirmed','timed','2026-12-07 19:45:00.000000',NULL,NULL,NULL,'2026-12-07 21:45:00.000000','2026-12-07 19:45:00.000000',NULL,NULL,'Svanita','sala civica','confirmed|Timed|2026-12-07T19:45|sala civica',0,NULL,'2026-11-24 17:23:11.000000');
INSERT INTO "occurrences" VALUES(69,12,'2026-12-01','confirmed','timed','2026-12-01 17:30:00.000000',NULL,NULL,NULL,'2026-12-01 19:30:00.000000','2026-12-01 17:30:00.000000',NULL,NULL,'Nuova','sala civica','confirmed|Timed|2026-12-01T17:30|sala civica',0,NULL,'2026-11-25 13:08:11.000000');
CREATE TABLE operator_networks (
	chat_id BIGINT NOT NULL, 
	network VARCHAR NOT NULL, 
	meetings_only BOOLEAN NOT NULL, 
	CONSTRAINT pk_operator_networks PRIMARY KEY (chat_id, network), 
	CONSTRAINT fk_operator_networks_chat_id FOREIGN KEY(chat_id) REFERENCES operators (chat_id) ON DELETE CASCADE
);
INSERT INTO "operator_networks" VALUES(8,'longuelo',0);
INSERT INTO "operator_networks" VALUES(8,'redona',0);
INSERT INTO "operator_networks" VALUES(9,'redona',0);
INSERT INTO "operator_networks" VALUES(10,'celadina',0);
INSERT INTO "operator_networks" VALUES(15,'longuelo',0);
INSERT INTO "operator_networks" VALUES(12,'redona',1);
CREATE TABLE operators (
	chat_id BIGINT NOT NULL, 
	name TEXT NOT NULL, 
	administrator BOOLEAN NOT NULL, 
	since DATETIME NOT NULL, 
	removed_at DATETIME, 
	CONSTRAINT pk_operators PRIMARY KEY (chat_id), 
	CONSTRAINT fk_operators_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
);
INSERT INTO "operators" VALUES(8,'Rosa',0,'2026-11-23 12:01:00.000000',NULL);
INSERT INTO "operators" VALUES(9,'Vera',0,'2026-11-23 12:01:00.000000',NULL);
INSERT INTO "operators" VALUES(10,'Olga',0,'2026-11-23 12:01:00.000000',NULL);
INSERT INTO "operators" VALUES(15,'Sara',0,'2026-11-23 12:01:00.000000',NULL);
INSERT INTO "operators" VALUES(12,'Carla',0,'2026-11-23 12:01:00.000000',NULL);
INSERT INTO "operators" VALUES(14,'Bea',1,'2026-11-23 12:01:00.000000',NULL);
INSERT INTO "operators" VALUES(13,'Rino',0,'2026-11-23 12:01:00.000000','2026-11-23 12:01:00.000000');
INSERT INTO "operators" VALUES(11,'Marta',0,'2026-11-25 13:08:12.000000',NULL);
CREATE TABLE pictures (
	"key" VARCHAR NOT NULL, 
	file_id VARCHAR NOT NULL, 
	kept_at DATETIME NOT NULL, 
	CONSTRAINT pk_pictures PRIMARY KEY ("key")
);
INSERT INTO "pictures" VALUES('event:6','BQACAgQAAxkBAAIPHO00000001','2026-11-24 17:23:11.000000');
INSERT INTO "pictures" VALUES('map-1:2040ac1d3ea3:it:pal','BQACAgQAAxkBAAIPHO00000004','2026-11-25 13:08:12.000000');
CREATE TABLE preferences (
	chat_id BIGINT NOT NULL, 
	thread BIGINT NOT NULL, 
	leads VARCHAR NOT NULL, 
	quiet VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	digest_weekday INTEGER NOT NULL, 
	digest_hour INTEGER NOT NULL, 
	silent_since DATETIME, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_preferences PRIMARY KEY (chat_id, thread), 
	CONSTRAINT fk_preferences_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
);
INSERT INTO "preferences" VALUES(3,0,'et','e','',0,9,'2026-11-24 17:23:11.000000','2026-11-24 17:23:11.000000');
INSERT INTO "preferences" VALUES(5,0,'et','e','d',0,9,NULL,'2026-11-24 17:23:11.000000');
INSERT INTO "preferences" VALUES(2,9,'et','e','w',0,18,NULL,'2026-11-24 17:23:11.000000');
CREATE TABLE reminder_times (
	occurrence_id BIGINT NOT NULL, 
	leads VARCHAR NOT NULL, 
	quiet VARCHAR NOT NULL, 
	lead VARCHAR NOT NULL, 
	begins_at DATETIME NOT NULL, 
	remind_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	version VARCHAR NOT NULL, 
	planned_at DATETIME, 
	CONSTRAINT pk_reminder_times PRIMARY KEY (occurrence_id, leads, quiet, lead), 
	CONSTRAINT fk_reminder_times_occurrence_id FOREIGN KEY(occurrence_id) REFERENCES occurrences (id) ON DELETE CASCADE
);
INSERT INTO "reminder_times" VALUES(6,'et','e','e','2026-11-25 18:30:00.000000','2026-11-24 17:00:00.000000','2026-11-25 18:30:00.000000','e202611251830','2026-11-24 17:23:00.000000');
INSERT INTO "reminder_times" VALUES(6,'et','e','t','2026-11-25 18:30:00.000000','2026-11-25 16:30:00.000000','2026-11-25 18:30:00.000000','t202611251830',NULL);
INSERT INTO "reminder_times" VALUES(7,'et','e','e','2026-11-25 15:00:00.000000','2026-11-24 17:00:00.000000','2026-11-25 15:00:00.000000','e202611251500','2026-11-24 17:23:00.000000');
INSERT INTO "reminder_times" VALUES(7,'et','e','t','2026-11-25 15:00:00.000000','2026-11-25 13:00:00.000000','2026-11-25 15:00:00.000000','t202611251500','2026-11-25 13:08:11.000000');
INSERT INTO "reminder_times" VALUES(64,'et','e','e','2026-11-26 23:00:00.000000','2026-11-26 17:00:00.000000','2026-11-27 11:00:00.000000','e202611262300',NULL);
INSERT INTO "reminder_times" VALUES(8,'et','e','e','2026-12-02 15:00:00.000000','2026-12-01 17:00:00.000000','2026-12-02 15:00:00.000000','e202612021500',NULL);
INSERT INTO "reminder_times" VALUES(8,'et','e','t','2026-12-02 15:00:00.000000','2026-12-02 13:00:00.000000','2026-12-02 15:00:00.000000','t202612021500',NULL);
INSERT INTO "reminder_times" VALUES(6,'t','e','t','2026-11-25 18:30:00.000000','2026-11-25 16:30:00.000000','2026-11-25 18:30:00.000000','t202611251830',NULL);
INSERT INTO "reminder_times" VALUES(7,'t','e','t','2026-11-25 15:00:00.000000','2026-11-25 13:00:00.000000','2026-11-25 15:00:00.000000','t202611251500','2026-11-25 13:08:11.000000');
INSERT INTO "reminder_times" VALUES(8,'t','e','t','2026-12-02 15:00:00.000000','2026-12-02 13:00:00.000000','2026-12-02 15:00:00.000000','t202612021500',NULL);
INSERT INTO "reminder_times" VALUES(64,'t','e','','2026-11-26 23:00:00.000000','2026-11-26 23:00:00.000000','2026-11-26 23:00:00.000000','',NULL);
INSERT INTO "reminder_times" VALUES(4,'et','e','e','2026-11-25 20:15:00.000000','2026-11-24 17:00:00.000000','2026-11-25 20:15:00.000000','e202611252015','2026-11-25 13:08:11.000000');
INSERT INTO "reminder_times" VALUES(4,'et','e','t','2026-11-25 20:15:00.000000','2026-11-25 18:15:00.000000','2026-11-25 20:15:00.000000','t202611252015',NULL);
INSERT INTO "reminder_times" VALUES(4,'t','e','t','2026-11-25 20:15:00.000000','2026-11-25 18:15:00.000000','2026-11-25 20:15:00.000000','t202611252015',NULL);
INSERT INTO "reminder_times" VALUES(69,'et','e','e','2026-12-01 17:30:00.000000','2026-11-30 17:00:00.000000','2026-12-01 17:30:00.000000','e202612011730',NULL);
INSERT INTO "reminder_times" VALUES(69,'et','e','t','2026-12-01 17:30:00.000000','2026-12-01 15:30:00.000000','2026-12-01 17:30:00.000000','t202612011730',NULL);
INSERT INTO "reminder_times" VALUES(69,'t','e','t','2026-12-01 17:30:00.000000','2026-12-01 15:30:00.000000','2026-12-01 17:30:00.000000','t202612011730',NULL);
CREATE TABLE reti_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT reti_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "reti_version" VALUES('0007');
CREATE TABLE subscriptions (
	chat_id BIGINT NOT NULL, 
	thread BIGINT NOT NULL, 
	subject VARCHAR NOT NULL, 
	subject_id VARCHAR NOT NULL, 
	followed_at DATETIME NOT NULL, 
	CONSTRAINT pk_subscriptions PRIMARY KEY (chat_id, thread, subject, subject_id), 
	CONSTRAINT fk_subscriptions_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
);
INSERT INTO "subscriptions" VALUES(1,0,'network','redona','2026-11-23 12:01:00.000000');
INSERT INTO "subscriptions" VALUES(2,0,'network','redona','2026-11-23 12:01:00.000000');
INSERT INTO "subscriptions" VALUES(3,0,'network','redona','2026-11-23 12:01:00.000000');
INSERT INTO "subscriptions" VALUES(4,0,'network','redona','2026-11-23 12:01:00.000000');
INSERT INTO "subscriptions" VALUES(5,0,'network','redona','2026-11-23 12:01:00.000000');
INSERT INTO "subscriptions" VALUES(16,0,'network','redona','2026-11-23 12:01:00.000000');
INSERT INTO "subscriptions" VALUES(17,0,'network','redona','2026-11-23 12:01:00.000000');
INSERT INTO "subscriptions" VALUES(1,0,'theme','educazione','2026-11-23 12:01:00.000000');
INSERT INTO "subscriptions" VALUES(18,3,'network','redona','2026-11-23 12:01:00.000000');
INSERT INTO "subscriptions" VALUES(18,5,'network','longuelo','2026-11-23 12:01:00.000000');
INSERT INTO "subscriptions" VALUES(19,0,'network','redona','2026-11-23 12:01:00.000000');
INSERT INTO "subscriptions" VALUES(20,0,'network','redona','2026-11-23 12:01:00.000000');
INSERT INTO "subscriptions" VALUES(21,0,'network','redona','2026-11-23 12:01:00.000000');
INSERT INTO "subscriptions" VALUES(2,7,'network','redona','2026-11-24 17:23:11.000000');
INSERT INTO "subscriptions" VALUES(2,7,'network','longuelo','2026-11-24 17:23:11.000000');
INSERT INTO "subscriptions" VALUES(2,9,'network','redona','2026-11-24 17:23:11.000000');
INSERT INTO "subscriptions" VALUES(16,0,'event','6','2026-11-24 17:23:11.000000');
CREATE TABLE told (
	occurrence_id BIGINT NOT NULL, 
	chat_id BIGINT NOT NULL, 
	thread BIGINT NOT NULL, 
	facts TEXT NOT NULL, 
	told_at DATETIME NOT NULL, 
	CONSTRAINT pk_told PRIMARY KEY (occurrence_id, chat_id, thread), 
	CONSTRAINT fk_told_occurrence_id FOREIGN KEY(occurrence_id) REFERENCES occurrences (id) ON DELETE CASCADE, 
	CONSTRAINT fk_told_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
);
INSERT INTO "told" VALUES(4,1,0,'confirmed|Timed|2026-11-25T20:00|sala civica','2026-11-24 17:23:01.000000');
INSERT INTO "told" VALUES(6,1,0,'confirmed|Timed|2026-11-25T18:30|Cortile','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(7,1,0,'confirmed|Timed|2026-11-25T15:00|sala civica','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(4,2,0,'confirmed|Timed|2026-11-25T20:00|sala civica','2026-11-24 17:23:01.000000');
INSERT INTO "told" VALUES(6,2,0,'confirmed|Timed|2026-11-25T18:30|Cortile','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(7,2,0,'confirmed|Timed|2026-11-25T15:00|sala civica','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(4,3,0,'confirmed|Timed|2026-11-25T20:00|sala civica','2026-11-24 17:23:01.000000');
INSERT INTO "told" VALUES(6,3,0,'confirmed|Timed|2026-11-25T18:30|Cortile','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(7,3,0,'confirmed|Timed|2026-11-25T15:00|sala civica','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(4,4,0,'confirmed|Timed|2026-11-25T20:00|sala civica','2026-11-24 17:23:01.000000');
INSERT INTO "told" VALUES(6,4,0,'confirmed|Timed|2026-11-25T18:30|Cortile','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(7,4,0,'confirmed|Timed|2026-11-25T15:00|sala civica','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(4,5,0,'confirmed|Timed|2026-11-25T20:00|sala civica','2026-11-24 17:23:01.000000');
INSERT INTO "told" VALUES(6,5,0,'confirmed|Timed|2026-11-25T18:30|Cortile','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(7,5,0,'confirmed|Timed|2026-11-25T15:00|sala civica','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(4,16,0,'confirmed|Timed|2026-11-25T20:00|sala civica','2026-11-24 17:23:01.000000');
INSERT INTO "told" VALUES(6,16,0,'confirmed|Timed|2026-11-25T18:30|Cortile','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(7,16,0,'confirmed|Timed|2026-11-25T15:00|sala civica','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(4,17,0,'confirmed|Timed|2026-11-25T20:00|sala civica','2026-11-24 17:23:01.000000');
INSERT INTO "told" VALUES(6,17,0,'confirmed|Timed|2026-11-25T18:30|Cortile','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(7,17,0,'confirmed|Timed|2026-11-25T15:00|sala civica','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(4,18,3,'confirmed|Timed|2026-11-25T20:00|sala civica','2026-11-24 17:23:01.000000');
INSERT INTO "told" VALUES(6,18,3,'confirmed|Timed|2026-11-25T18:30|Cortile','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(7,18,3,'confirmed|Timed|2026-11-25T15:00|sala civica','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(6,18,5,'confirmed|Timed|2026-11-25T18:30|Cortile','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(4,19,0,'confirmed|Timed|2026-11-25T20:00|sala civica','2026-11-24 17:23:01.000000');
INSERT INTO "told" VALUES(6,19,0,'confirmed|Timed|2026-11-25T18:30|Cortile','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(7,19,0,'confirmed|Timed|2026-11-25T15:00|sala civica','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(4,20,0,'confirmed|Timed|2026-11-25T20:00|sala civica','2026-11-24 17:23:01.000000');
INSERT INTO "told" VALUES(6,20,0,'confirmed|Timed|2026-11-25T18:30|Cortile','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(7,20,0,'confirmed|Timed|2026-11-25T15:00|sala civica','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(4,21,0,'confirmed|Timed|2026-11-25T20:00|sala civica','2026-11-24 17:23:01.000000');
INSERT INTO "told" VALUES(6,21,0,'confirmed|Timed|2026-11-25T18:30|Cortile','2026-11-24 17:23:00.000000');
INSERT INTO "told" VALUES(7,21,0,'confirmed|Timed|2026-11-25T15:00|sala civica','2026-11-24 17:23:00.000000');
CREATE INDEX ix_drafts_expires_at ON drafts (expires_at);
CREATE INDEX ix_events_feed ON events (feed);
CREATE INDEX ix_events_announced_at ON events (announced_at);
CREATE UNIQUE INDEX uq_occurrences_event_id_original_on ON occurrences (event_id, original_on);
CREATE INDEX ix_occurrences_begins_at_over_at ON occurrences (begins_at, over_at);
CREATE INDEX ix_occurrences_changed_at ON occurrences (changed_at);
CREATE INDEX ix_occurrences_left_at ON occurrences (left_at);
CREATE INDEX ix_subscriptions_subject_subject_id ON subscriptions (subject, subject_id);
CREATE INDEX ix_preferences_leads_quiet ON preferences (leads, quiet);
CREATE INDEX ix_preferences_digest ON preferences (digest, digest_weekday, digest_hour);
CREATE INDEX ix_event_leads_event_id ON event_leads (event_id);
CREATE INDEX ix_answers_occurrence_id_coming ON answers (occurrence_id, coming);
CREATE INDEX ix_reminder_times_remind_at ON reminder_times (remind_at);
CREATE UNIQUE INDEX uq_deliveries_key ON deliveries (chat_id, thread, kind, subject, version);
CREATE INDEX ix_deliveries_waiting ON deliveries (settled_at, priority, expires_at, id);
CREATE INDEX ix_deliveries_due ON deliveries (settled_at, due_at);
CREATE INDEX ix_deliveries_subject_kind ON deliveries (subject, kind);
CREATE INDEX ix_told_chat_id_thread ON told (chat_id, thread);
CREATE INDEX ix_invitations_invited_by ON invitations (invited_by);
CREATE INDEX ix_invitations_used_by ON invitations (used_by);
CREATE INDEX ix_audit_at ON audit (at);
CREATE INDEX ix_audit_by ON audit ("by");
CREATE INDEX ix_announcements_by ON announcements ("by");
CREATE INDEX ix_announcements_status ON announcements (status);
CREATE INDEX ix_announcements_approved_by ON announcements (approved_by);
CREATE INDEX ix_announcements_mending_since ON announcements (mending_since);
CREATE INDEX ix_announcements_proposed_by ON announcements (proposed_by);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('events',12);
INSERT INTO "sqlite_sequence" VALUES('occurrences',69);
INSERT INTO "sqlite_sequence" VALUES('deliveries',460);
INSERT INTO "sqlite_sequence" VALUES('chats',28);
INSERT INTO "sqlite_sequence" VALUES('invitations',10);
INSERT INTO "sqlite_sequence" VALUES('audit',34);
INSERT INTO "sqlite_sequence" VALUES('announcements',12);
INSERT INTO "sqlite_sequence" VALUES('feedback',1);
COMMIT;
