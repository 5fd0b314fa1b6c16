import { markRead } from '../controllers/notifications.controller';
import { requireAuth } from '../auth';

router.post('/notifications/read', requireAuth, markRead);
